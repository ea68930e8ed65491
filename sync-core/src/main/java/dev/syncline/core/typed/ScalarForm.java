package dev.syncline.core.typed;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Single values. Numbers become numbers of other types where not a digit is lost; everything else
 * has to have its type already, which is what NORMALIZE is for.
 *
 * @param java the Java type
 * @param type the type of the field
 * @param reader reads a value; null where it does not fit
 * @param writer writes one
 */
record ScalarForm(
    Class<?> java,
    LogicalType type,
    Function<Object, Optional<Object>> reader,
    Function<Object, Object> writer)
    implements ValueForm {

  private static final Map<Class<?>, ScalarForm> FORMS =
      Map.ofEntries(
          whole(long.class, BigDecimal::longValueExact),
          whole(Long.class, BigDecimal::longValueExact),
          whole(int.class, BigDecimal::intValueExact),
          whole(Integer.class, BigDecimal::intValueExact),
          whole(short.class, BigDecimal::shortValueExact),
          whole(Short.class, BigDecimal::shortValueExact),
          whole(byte.class, BigDecimal::byteValueExact),
          whole(Byte.class, BigDecimal::byteValueExact),
          form(
              BigInteger.class,
              LogicalType.INTEGER,
              exact(BigDecimal::toBigIntegerExact),
              ScalarForm::longIfItFits),
          form(BigDecimal.class, LogicalType.DECIMAL, exact(number -> number), value -> value),
          form(double.class, LogicalType.FLOAT, ScalarForm::asDouble, value -> value),
          form(Double.class, LogicalType.FLOAT, ScalarForm::asDouble, value -> value),
          form(float.class, LogicalType.FLOAT, ScalarForm::asFloat, ScalarForm::ofFloat),
          form(Float.class, LogicalType.FLOAT, ScalarForm::asFloat, ScalarForm::ofFloat),
          same(boolean.class, Boolean.class, LogicalType.BOOLEAN),
          same(Boolean.class, Boolean.class, LogicalType.BOOLEAN),
          same(String.class, String.class, LogicalType.STRING),
          same(byte[].class, byte[].class, LogicalType.BYTES),
          same(LocalDate.class, LocalDate.class, LogicalType.DATE),
          same(LocalTime.class, LocalTime.class, LogicalType.TIME),
          same(LocalDateTime.class, LocalDateTime.class, LogicalType.LOCAL_TIMESTAMP),
          same(Instant.class, Instant.class, LogicalType.TIMESTAMP),
          form(
              OffsetDateTime.class,
              LogicalType.TIMESTAMP,
              value -> of(Instant.class, value).map(time -> time.atOffset(ZoneOffset.UTC)),
              value -> ((OffsetDateTime) value).toInstant()),
          form(UUID.class, LogicalType.STRING, ScalarForm::asUuid, Object::toString));

  /** The form of a type; empty if it is no single value. */
  static Optional<ValueForm> of(Class<?> type) {
    return Optional.ofNullable(FORMS.get(type));
  }

  @Override
  public Object read(Object value) {
    return reader
        .apply(value)
        .orElseThrow(
            () ->
                new Unfit(
                    "holds "
                        + Shown.of(value)
                        + " ("
                        + LogicalType.of(value)
                        + "), which is no "
                        + Shown.of(java)));
  }

  @Override
  public Object write(Object value) {
    return writer.apply(value);
  }

  private static Map.Entry<Class<?>, ScalarForm> form(
      Class<?> java,
      LogicalType type,
      Function<Object, Optional<Object>> reader,
      Function<Object, Object> writer) {
    return Map.entry(java, new ScalarForm(java, type, reader, writer));
  }

  private static Map.Entry<Class<?>, ScalarForm> same(
      Class<?> java, Class<?> held, LogicalType type) {
    return form(java, type, value -> of(held, value).map(kept -> (Object) kept), value -> value);
  }

  private static Map.Entry<Class<?>, ScalarForm> whole(
      Class<?> java, Function<BigDecimal, Object> exactly) {
    return form(java, LogicalType.INTEGER, exact(exactly), value -> ((Number) value).longValue());
  }

  private static <T> Optional<T> of(Class<T> type, Object value) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** Floats are left out: the decimal that they stand for is a matter of opinion. */
  private static Function<Object, Optional<Object>> exact(Function<BigDecimal, Object> exactly) {
    return value -> {
      try {
        return decimal(value).map(exactly);
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    };
  }

  private static Optional<BigDecimal> decimal(Object value) {
    if (value instanceof Long number) {
      return Optional.of(BigDecimal.valueOf(number));
    }
    if (value instanceof BigInteger number) {
      return Optional.of(new BigDecimal(number));
    }
    return of(BigDecimal.class, value);
  }

  /** Also a decimal number that the float prints as. */
  private static Optional<Object> asDouble(Object value) {
    if (value instanceof Double) {
      return Optional.of(value);
    }
    return decimal(value)
        .filter(number -> Double.isFinite(number.doubleValue()))
        .filter(number -> BigDecimal.valueOf(number.doubleValue()).compareTo(number) == 0)
        .map(BigDecimal::doubleValue);
  }

  private static Optional<Object> asFloat(Object value) {
    return asDouble(value)
        .map(number -> (Double) number)
        .filter(
            number ->
                !Double.isFinite(number)
                    || (double) number.floatValue() == number
                    || Float.toString(number.floatValue()).equals(number.toString()))
        .map(Double::floatValue);
  }

  /** The double that prints as the float does: 0.1f is 0.1. */
  private static Object ofFloat(Object value) {
    return Double.valueOf(value.toString());
  }

  private static Object longIfItFits(Object value) {
    BigInteger number = (BigInteger) value;
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static Optional<Object> asUuid(Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      // It also takes "1-1-1-1-1".
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
