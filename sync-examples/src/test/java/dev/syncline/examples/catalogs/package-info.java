@NullMarked
package dev.syncline.examples.catalogs;

import org.jspecify.annotations.NullMarked;
