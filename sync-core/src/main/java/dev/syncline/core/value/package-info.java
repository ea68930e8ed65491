/**
 * Single values: how they are cleaned and coerced ({@link dev.syncline.core.value.CellStep}),
 * checked ({@link dev.syncline.core.value.CellCheck}), looked up ({@link
 * dev.syncline.core.value.ValueTable}) and written as text ({@link
 * dev.syncline.core.value.ValueText}). What is wrong with one is a {@link
 * dev.syncline.core.value.Verdict}. Knows no stage and no run. Internal.
 */
@NullMarked
package dev.syncline.core.value;

import org.jspecify.annotations.NullMarked;
