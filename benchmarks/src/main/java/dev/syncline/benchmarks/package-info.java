/** JMH benchmarks: what a record costs, and how a run compares with reading alone. */
@NullMarked
package dev.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
