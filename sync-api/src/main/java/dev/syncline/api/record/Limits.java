package dev.syncline.api.record;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much fits into a field, where its system says so.
 *
 * @param length the largest length of a text, counted in {@code unit}, or number of bytes (BYTES)
 * @param unit how the system counts the length of a text
 * @param precision the largest number of decimal digits (DECIMAL, INTEGER)
 * @param scale the number of digits after the point (DECIMAL) or of fractional-second digits (TIME,
 *     LOCAL_TIMESTAMP, TIMESTAMP)
 * @param range the least and the most number (INTEGER)
 */
public record Limits(
    OptionalInt length,
    Unit unit,
    OptionalInt precision,
    OptionalInt scale,
    Optional<Range> range) {

  /** No known limit. */
  public static final Limits NONE =
      new Limits(
          OptionalInt.empty(),
          Unit.CHARACTERS,
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty());

  /** Refuses missing parts. */
  public Limits {
    Objects.requireNonNull(length, "length");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(range, "range");
  }

  /** A limit on the length only, of a text in characters. */
  public static Limits length(int length) {
    return length(length, Unit.CHARACTERS);
  }

  /** A limit on the length of a text only, counted in this unit. */
  public static Limits length(int length, Unit unit) {
    return new Limits(
        OptionalInt.of(length), unit, NONE.precision(), NONE.scale(), Optional.empty());
  }

  /** A limit on digits. */
  public static Limits digits(int precision, int scale) {
    return new Limits(
        NONE.length(),
        Unit.CHARACTERS,
        OptionalInt.of(precision),
        OptionalInt.of(scale),
        Optional.empty());
  }

  /** A limit on the fractional digits of a second only. */
  public static Limits fraction(int digits) {
    return new Limits(
        NONE.length(), Unit.CHARACTERS, NONE.precision(), OptionalInt.of(digits), Optional.empty());
  }

  /** A limit on the size of whole numbers. */
  public static Limits range(BigInteger least, BigInteger most) {
    return new Limits(
        NONE.length(),
        Unit.CHARACTERS,
        NONE.precision(),
        NONE.scale(),
        Optional.of(new Range(least, most)));
  }

  /** Also with a largest number of digits. */
  public Limits withPrecision(int digits) {
    return new Limits(length, unit, OptionalInt.of(digits), scale, range);
  }

  /** What the length of a text counts. */
  public enum Unit {
    /** Unicode characters (code points). */
    CHARACTERS,
    /** 16-bit units, as Java counts: a character beyond U+FFFF is two. */
    UTF16_UNITS,
    /** The bytes of the text in UTF-8. */
    UTF8_BYTES
  }

  /**
   * Whole numbers from one to another, both included.
   *
   * @param least the least
   * @param most the most
   */
  public record Range(BigInteger least, BigInteger most) {

    /** Refuses an empty range. */
    public Range {
      if (least.compareTo(most) > 0) {
        throw new IllegalArgumentException("no number is from " + least + " to " + most);
      }
    }
  }
}
