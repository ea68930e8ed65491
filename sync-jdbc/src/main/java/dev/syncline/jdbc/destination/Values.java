package dev.syncline.jdbc.destination;

import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.dialect.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Compares values that were read with values that were made ready to be bound. */
final class Values {

  private Values() {}

  /** A form in which equal values are equal, whichever way they went. */
  static Object normal(ColumnType type, Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    if (value instanceof Long number) {
      return normal(type, BigDecimal.valueOf(number));
    }
    if (value instanceof BigInteger number) {
      return normal(type, new BigDecimal(number));
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return normal(type, BigDecimal.valueOf(number));
    }
    if (value instanceof Boolean truth) {
      return normal(type, truth ? 1L : 0L);
    }
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time && type.type() == LogicalType.TIMESTAMP) {
      return time.toInstant(ZoneOffset.UTC);
    }
    return value;
  }

  static boolean same(ColumnType type, Object a, Object b) {
    return normal(type, a).equals(normal(type, b));
  }

  /** Whether the database may call two texts equal that are not the same. */
  static boolean differInText(ColumnType type, Object ours, Object theirs) {
    return type.placeholder().equals("?")
        && ours instanceof String a
        && theirs instanceof String b
        && !a.stripTrailing().equals(b.stripTrailing());
  }

  /** A bound value in the Java form in which it is read. */
  static Object answered(ColumnType type, Object bound) {
    if (bound instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (bound instanceof LocalDateTime time && type.type() == LogicalType.TIMESTAMP) {
      Instant instant = time.toInstant(ZoneOffset.UTC);
      return instant;
    }
    if (bound instanceof BigDecimal number && type.type() == LogicalType.INTEGER) {
      return number.toBigIntegerExact();
    }
    if (bound instanceof Long number && type.type() == LogicalType.BOOLEAN) {
      return number == 1;
    }
    return bound;
  }
}
