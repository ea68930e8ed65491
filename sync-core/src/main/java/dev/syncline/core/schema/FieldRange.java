package dev.syncline.core.schema;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Limits.Range;
import dev.syncline.api.record.LogicalType;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** Which values a field takes, compared with those of another. */
public final class FieldRange {
  private static final int MOST_FRACTION = 9;

  /** Beyond that many digits a range is not worth a number. */
  private static final int MOST_DIGITS = 1_000;

  private FieldRange() {}

  /** Whether the outer field takes every value that the inner one does, null included. */
  static boolean takesAll(Field outer, Field inner) {
    return (outer.nullable() || !inner.nullable()) && takesAllValues(outer, inner);
  }

  /** Whether the outer field takes every value that the inner one does, null aside. */
  public static boolean takesAllValues(Field outer, Field inner) {
    Limits out = outer.limits();
    Limits in = inner.limits();
    if (outer.type() == LogicalType.DECIMAL && inner.type() == LogicalType.INTEGER) {
      return wholeDigits(out).isEmpty() || within(inRange(wholeDigits(out).getAsInt()), range(in));
    }
    if (outer.type() != inner.type()) {
      return false;
    }
    return switch (outer.type()) {
      case STRING -> out.length().isEmpty() || longest(in, out.unit()) <= out.length().getAsInt();
      case BYTES -> atLeast(out.length(), in.length());
      case INTEGER -> range(out).isEmpty() || within(range(out), range(in));
      case DECIMAL ->
          atLeast(out.scale(), in.scale()) && atLeast(wholeDigits(out), wholeDigits(in));
      case TIME, LOCAL_TIMESTAMP, TIMESTAMP ->
          out.scale().orElse(MOST_FRACTION) >= in.scale().orElse(MOST_FRACTION);
      case BOOLEAN, FLOAT, DATE, OBJECT, LIST -> true;
    };
  }

  private static boolean atLeast(OptionalInt outer, OptionalInt inner) {
    return outer.isEmpty() || (inner.isPresent() && outer.getAsInt() >= inner.getAsInt());
  }

  /** The longest text of a field in another unit. */
  private static long longest(Limits limits, Limits.Unit unit) {
    if (limits.length().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long length = limits.length().getAsInt();
    if (limits.unit() == unit) {
      return length;
    }
    return switch (unit) {
      case CHARACTERS -> length;
      case UTF16_UNITS -> limits.unit() == Limits.Unit.CHARACTERS ? 2 * length : length;
      case UTF8_BYTES -> (limits.unit() == Limits.Unit.CHARACTERS ? 4 : 3) * length;
    };
  }

  private static OptionalInt wholeDigits(Limits limits) {
    return limits.precision().isPresent()
        ? OptionalInt.of(limits.precision().getAsInt() - limits.scale().orElse(0))
        : OptionalInt.empty();
  }

  private static Optional<Range> range(Limits limits) {
    return limits
        .range()
        .or(
            () ->
                limits.precision().isPresent()
                    ? inRange(limits.precision().getAsInt())
                    : Optional.empty());
  }

  private static Optional<Range> inRange(int digits) {
    if (digits > MOST_DIGITS) {
      return Optional.empty();
    }
    BigInteger most = BigInteger.TEN.pow(Math.max(0, digits)).subtract(BigInteger.ONE);
    return Optional.of(new Range(most.negate(), most));
  }

  private static boolean within(Optional<Range> outer, Optional<Range> inner) {
    if (outer.isEmpty()) {
      return true;
    }
    return inner
        .map(
            numbers ->
                outer.get().least().compareTo(numbers.least()) <= 0
                    && outer.get().most().compareTo(numbers.most()) >= 0)
        .orElse(false);
  }
}
