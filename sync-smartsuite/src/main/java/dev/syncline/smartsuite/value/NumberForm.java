package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, digit by digit.
 *
 * @param type INTEGER or DECIMAL
 * @param asText whether they are sent as texts
 */
record NumberForm(LogicalType type, boolean asText) implements FieldForm {
  private static final int MOST_DIGITS = 400;

  @Override
  public Object write(Object value) throws Unfit {
    BigDecimal number = number(value);
    return asText ? number.toPlainString() : number;
  }

  private static BigDecimal number(Object value) throws Unfit {
    try {
      BigDecimal number =
          value instanceof BigDecimal exact ? exact : new BigDecimal(digits(value).strip());
      if (number.precision() + Math.abs((long) number.scale()) > MOST_DIGITS) {
        throw new Unfit("has too many digits");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new Unfit("is no number: " + Quoted.of(value));
    }
  }

  private static String digits(Object value) throws Unfit {
    if (value instanceof Number || value instanceof String) {
      return value.toString();
    }
    throw new Unfit("is no number: " + Quoted.of(value));
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json == null || FieldForm.isEmpty(json)) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(json.toString());
      return type == LogicalType.INTEGER ? whole(number.toBigIntegerExact()) : number;
    } catch (ArithmeticException | NumberFormatException e) {
      return json;
    }
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  @Override
  public @Nullable Object compared(@Nullable Object json) {
    Object number = read(json);
    return number instanceof Long whole ? BigDecimal.valueOf(whole) : number;
  }
}
