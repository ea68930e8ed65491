package dev.syncline.api.record;

import java.util.OptionalInt;

/**
 * How much fits into a field, where its system says so.
 *
 * @param length the largest number of characters (STRING) or bytes (BYTES)
 * @param precision the largest number of decimal digits (DECIMAL, INTEGER)
 * @param scale the number of digits after the point (DECIMAL) or of fractional-second digits (TIME,
 *     LOCAL_TIMESTAMP, TIMESTAMP)
 */
public record Limits(OptionalInt length, OptionalInt precision, OptionalInt scale) {

  /** No known limit. */
  public static final Limits NONE =
      new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** A limit on the length only. */
  public static Limits length(int length) {
    return new Limits(OptionalInt.of(length), OptionalInt.empty(), OptionalInt.empty());
  }

  /** A limit on digits. */
  public static Limits digits(int precision, int scale) {
    return new Limits(OptionalInt.empty(), OptionalInt.of(precision), OptionalInt.of(scale));
  }
}
