package dev.syncline.core.value;

import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Numbers that count since 1970. */
final class EpochStep {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int MOST_DIGITS = 40;

  private EpochStep() {}

  static CellStep of(String field, Unit unit) {
    int digits = digits(unit);
    var numbers = new DecimalText('.', '\0', false);
    return value -> {
      if (value instanceof Instant) {
        return value;
      }
      BigDecimal count = number(value, numbers);
      if (count == null) {
        boolean empty = value instanceof String text && text.isBlank();
        return CellStep.coercion(
            field, value, empty ? CellStep.EMPTY : "which is not a number that counts since 1970");
      }
      BigDecimal nanos = count.movePointRight(digits);
      if (nanos.stripTrailingZeros().scale() > 0) {
        return CellStep.coercion(field, value, "which is finer than a nanosecond");
      }
      Instant point = point(nanos);
      return point != null
          ? point
          : CellStep.coercion(field, value, "outside of the years 1 to 9999: is the unit right?");
    };
  }

  /** How far the point has to move to the right for nanoseconds. */
  private static int digits(Unit unit) {
    return switch (unit) {
      case SECONDS -> 9;
      case MILLISECONDS -> 6;
      case MICROSECONDS -> 3;
      case NANOSECONDS -> 0;
    };
  }

  private static @Nullable BigDecimal number(Object value, DecimalText numbers) {
    BigDecimal number = null;
    if (value instanceof Long whole) {
      number = BigDecimal.valueOf(whole);
    } else if (value instanceof BigInteger whole) {
      number = new BigDecimal(whole);
    } else if (value instanceof BigDecimal decimal) {
      number = decimal;
    } else if (value instanceof Double real && Double.isFinite(real)) {
      number = BigDecimal.valueOf(real);
    } else if (value instanceof String text) {
      number = numbers.parse(text.strip());
    }
    return number;
  }

  private static @Nullable Instant point(BigDecimal nanos) {
    if ((long) nanos.precision() - nanos.scale() > MOST_DIGITS) {
      return null;
    }
    BigInteger[] parts = nanos.toBigIntegerExact().divideAndRemainder(NANOS);
    if (parts[0].bitLength() > 45) {
      return null;
    }
    var point = Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    return point.isBefore(FIRST) || point.isAfter(LAST) ? null : point;
  }
}
