/**
 * Compares what a rehearsed run would write with what the destination holds. Both sides meet in a
 * scratch file; the heap holds a few bits a record.
 */
@NullMarked
package dev.syncline.core.comparison;

import org.jspecify.annotations.NullMarked;
