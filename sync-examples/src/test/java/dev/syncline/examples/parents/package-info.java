/** Tests that the page on parents says what is so. */
@NullMarked
package dev.syncline.examples.parents;

import org.jspecify.annotations.NullMarked;
