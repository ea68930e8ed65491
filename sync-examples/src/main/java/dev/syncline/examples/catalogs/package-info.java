/** The example of docs/catalog.md. */
@NullMarked
package dev.syncline.examples.catalogs;

import org.jspecify.annotations.NullMarked;
