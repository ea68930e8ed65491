/** A million records in little memory. */
@NullMarked
package dev.syncline.examples.memory;

import org.jspecify.annotations.NullMarked;
