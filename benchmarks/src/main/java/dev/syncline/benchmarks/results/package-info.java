/** What was measured, as it is kept in a file. */
@NullMarked
package dev.syncline.benchmarks.results;

import org.jspecify.annotations.NullMarked;
