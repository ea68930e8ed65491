package dev.syncline.core.compute;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.value.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings values without a known type into the Java form of one. Loses nothing. */
public final class ValueCast {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,3})?");

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private ValueCast() {}

  /**
   * A value in the form of a type: texts are read where they hold one.
   *
   * @throws Refused if it has none
   */
  public static Object to(LogicalType type, Object value) {
    try {
      Object cast =
          switch (type) {
            case BOOLEAN -> truth(value);
            case INTEGER -> value instanceof Long ? value : whole(decimal(value));
            case DECIMAL -> decimal(value);
            case FLOAT -> value instanceof Double ? value : real(decimal(value));
            case STRING -> text(value);
            case DATE -> value instanceof String text ? LocalDate.parse(text) : value;
            case TIME -> value instanceof String text ? LocalTime.parse(text) : value;
            case LOCAL_TIMESTAMP -> value instanceof String text ? local(text) : value;
            case TIMESTAMP -> value instanceof String text ? instant(text) : value;
            case BYTES, OBJECT, LIST -> value;
          };
      if (cast != null && type.accepts(cast)) {
        return cast;
      }
    } catch (ArithmeticException | DateTimeException e) {
      // Said below.
    }
    throw new Refused(
        "is "
            + Kinds.of(value)
            + " that does not fit type "
            + Kinds.word(type)
            + "; say which type it has, as in type: integer");
  }

  private static Object text(Object value) {
    return value instanceof Map || value instanceof List || value instanceof byte[]
        ? value
        : ValueText.of(value);
  }

  private static @Nullable Object truth(Object value) {
    if (value instanceof String text) {
      return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }
    return value;
  }

  private static @Nullable BigDecimal decimal(Object value) {
    if (value instanceof Number number) {
      return Bounds.decimal(number, 1);
    }
    return value instanceof String text && NUMBER.matcher(text).matches()
        ? new BigDecimal(text)
        : null;
  }

  private static @Nullable Object whole(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigInteger whole = number.toBigIntegerExact();
    boolean fits = whole.compareTo(LEAST) >= 0 && whole.compareTo(MOST) <= 0;
    return fits ? (Object) whole.longValue() : whole;
  }

  private static @Nullable Object real(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    double real = number.doubleValue();
    return Double.isFinite(real) ? real : null;
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
  }

  static BigDecimal number(String text, int position) {
    String bare = text.strip();
    if (!NUMBER.matcher(bare).matches()) {
      throw Refused.at(position, "a text is no number such as -12.5");
    }
    return Bounds.digits(new BigDecimal(bare), position);
  }

  /** What an expression made, in the Java form of a logical type. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof BigDecimal number && number.scale() <= 0) {
      return whole(number);
    }
    return value;
  }
}
