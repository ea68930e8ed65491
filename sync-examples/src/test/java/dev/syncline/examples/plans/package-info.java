/** Tests that the page on plans says what is so. */
@NullMarked
package dev.syncline.examples.plans;

import org.jspecify.annotations.NullMarked;
