/** Writes docs/performance.md and its charts from what was measured, and from nothing else. */
@NullMarked
package dev.syncline.benchmarks.page;

import org.jspecify.annotations.NullMarked;
