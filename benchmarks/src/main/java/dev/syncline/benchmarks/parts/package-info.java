/** Runs the benchmarks of single steps for the page on performance. */
@NullMarked
package dev.syncline.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
