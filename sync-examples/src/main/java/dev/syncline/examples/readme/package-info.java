/**
 * The README's example: a test holds the page and {@link dev.syncline.examples.readme.Example}
 * equal.
 */
@NullMarked
package dev.syncline.examples.readme;

import org.jspecify.annotations.NullMarked;
