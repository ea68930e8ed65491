package dev.syncline.api.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value means, apart from how a system stores it. Each type has exactly one Java form, so
 * that every stage can rely on it.
 */
public enum LogicalType {
  /** {@link Boolean}. */
  BOOLEAN(Boolean.class),
  /** A whole number: {@link Long} where it fits into 64 bits, else {@link BigInteger}. */
  INTEGER(Long.class),
  /** An exact decimal number: {@link BigDecimal}. */
  DECIMAL(BigDecimal.class),
  /** An IEEE 754 number: {@link Double}. */
  FLOAT(Double.class),
  /** {@link String}. */
  STRING(String.class),
  /** {@code byte[]}, never changed after hand-over. */
  BYTES(byte[].class),
  /** A day without a zone: {@link LocalDate}. */
  DATE(LocalDate.class),
  /** A time of day without a zone: {@link LocalTime}. */
  TIME(LocalTime.class),
  /** Date and time without a zone: {@link LocalDateTime}. */
  LOCAL_TIMESTAMP(LocalDateTime.class),
  /** A point on the time line: {@link Instant}; two zones that name the same point are equal. */
  TIMESTAMP(Instant.class),
  /** A JSON object: {@link Map} from String to a value of any of these types, or null. */
  OBJECT(Map.class),
  /** A JSON array: {@link List} of values of any of these types, or null. */
  LIST(List.class);

  private final Class<?> javaType;

  LogicalType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** The Java class of a value of this type; INTEGER also allows {@link BigInteger}. */
  public Class<?> javaType() {
    return javaType;
  }

  /** Whether {@code value} has the Java form of this type; null and absent fit every type. */
  public boolean accepts(@Nullable Object value) {
    return value == null
        || value == Absent.ABSENT
        || javaType.isInstance(value)
        || (this == INTEGER && value instanceof BigInteger);
  }

  /**
   * The type whose Java form {@code value} has.
   *
   * @throws IllegalArgumentException if no logical type has this Java form
   */
  public static LogicalType of(Object value) {
    for (LogicalType type : values()) {
      if (type.accepts(value)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "no logical type for a value of class " + value.getClass().getName());
  }
}
