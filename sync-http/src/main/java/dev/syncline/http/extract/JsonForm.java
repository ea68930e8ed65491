package dev.syncline.http.extract;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What JSON values mean as logical types. Nothing is guessed and nothing is lost: a value that does
 * not fit exactly has no form. All methods are pure.
 */
final class JsonForm {
  private static final BigDecimal NANOS = BigDecimal.TEN.pow(9);

  private static final int DAY = "2025-12-08".length();

  private JsonForm() {}

  /** The value in the Java form of a type; empty if it does not fit. */
  static Optional<Object> of(Object value, LogicalType type) {
    try {
      return Optional.ofNullable(form(value, type));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object form(Object value, LogicalType type) {
    return switch (type) {
      case BOOLEAN -> value instanceof Boolean ? value : refused();
      case INTEGER -> integer(value);
      case DECIMAL -> decimal(value);
      case FLOAT -> floating(value);
      case STRING -> JsonText.plain(value);
      case BYTES -> Base64.getDecoder().decode(text(value));
      case DATE -> LocalDate.parse(text(value));
      case TIME -> LocalTime.parse(text(value));
      case LOCAL_TIMESTAMP -> localTimestamp(text(value));
      case TIMESTAMP -> value instanceof String text ? instant(text) : refused();
      case OBJECT -> value instanceof Map ? value : refused();
      case LIST -> value instanceof List ? value : refused();
    };
  }

  private static Object refused() {
    throw new IllegalArgumentException();
  }

  private static String text(Object value) {
    return value instanceof String text ? text : (String) refused();
  }

  private static Object integer(Object value) {
    if (value instanceof Long || value instanceof BigInteger) {
      return value;
    }
    BigInteger exact = decimal(value).toBigIntegerExact();
    return exact.bitLength() < Long.SIZE ? (Object) exact.longValue() : exact;
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long || value instanceof BigInteger || value instanceof String) {
      return new BigDecimal(value.toString());
    }
    return (BigDecimal) refused();
  }

  private static Double floating(Object value) {
    if (value instanceof String) {
      refused();
    }
    double number = decimal(value).doubleValue();
    return Double.isInfinite(number) ? (Double) refused() : number;
  }

  /** A day is its beginning: what some systems call a date has a time. */
  private static LocalDateTime localTimestamp(String text) {
    return text.length() == DAY
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static Instant instant(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
  }

  /** A point in time out of a number of seconds since 1970. */
  static Optional<Object> ofEpoch(Object value, int digitsOfFraction) {
    try {
      BigDecimal seconds = decimal(value).scaleByPowerOfTen(-digitsOfFraction);
      BigDecimal[] parts = seconds.multiply(NANOS).divideAndRemainder(NANOS);
      return Optional.of(
          Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** About how many bytes a value takes in memory. */
  static long size(Object value) {
    if (value instanceof String text) {
      return 48 + 2L * text.length();
    }
    if (value instanceof byte[] bytes) {
      return 16 + bytes.length;
    }
    long size = 48;
    if (value instanceof Map<?, ?> object) {
      for (var entry : object.entrySet()) {
        size += 64 + size(entry.getKey()) + (entry.getValue() == null ? 0 : size(entry.getValue()));
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        size += 8 + (item == null ? 0 : size(item));
      }
    }
    return size;
  }
}
