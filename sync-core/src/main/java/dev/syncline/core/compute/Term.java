package dev.syncline.core.compute;

import org.jspecify.annotations.Nullable;

/**
 * A part of an expression, compiled for a schema. Null stands for null and absent values; numbers
 * are BigDecimals.
 */
@FunctionalInterface
interface Term {

  /**
   * What it is for one row.
   *
   * @throws Refused if it is nothing
   */
  @Nullable Object of(@Nullable Object[] row);
}
