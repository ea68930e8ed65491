/**
 * Whole jobs against what the hardware allows: {@code mvn -q -Pratios}. {@link
 * dev.syncline.benchmarks.ratios.Ratios} starts one process for each contestant, lets them take
 * turns and compares medians.
 */
@NullMarked
package dev.syncline.benchmarks.ratios;

import org.jspecify.annotations.NullMarked;
