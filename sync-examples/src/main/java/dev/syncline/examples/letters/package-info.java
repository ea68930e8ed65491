/**
 * The example of the guide to dead letters: a test holds the page and {@link
 * dev.syncline.examples.letters.Repair} equal.
 */
@NullMarked
package dev.syncline.examples.letters;

import org.jspecify.annotations.NullMarked;
