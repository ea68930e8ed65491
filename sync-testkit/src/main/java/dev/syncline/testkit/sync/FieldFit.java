package dev.syncline.testkit.sync;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether a destination's field can hold a value, by its type and its limits. */
final class FieldFit {

  private FieldFit() {}

  static boolean fits(Field field, @Nullable Object value) {
    if (value == null) {
      return field.nullable();
    }
    boolean type =
        field.type().accepts(value)
            || (field.type() == LogicalType.DECIMAL && LogicalType.INTEGER.accepts(value));
    return type && lengthFits(field, value) && digitsFit(field, value);
  }

  private static boolean lengthFits(Field field, Object value) {
    OptionalInt most = field.limits().length();
    if (value instanceof String text) {
      return text.codePointCount(0, text.length()) <= most.orElse(Integer.MAX_VALUE);
    }
    return !(value instanceof byte[] bytes) || bytes.length <= most.orElse(Integer.MAX_VALUE);
  }

  private static boolean digitsFit(Field field, Object value) {
    if (!(value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal)) {
      return true;
    }
    var number = new BigDecimal(value.toString()).stripTrailingZeros();
    int scale = field.limits().scale().orElse(Integer.MAX_VALUE);
    if (number.scale() > scale) {
      return false;
    }
    OptionalInt precision = field.limits().precision();
    int behindThePoint = field.limits().scale().orElse(0);
    return precision.isEmpty()
        || number.precision() - number.scale() <= precision.getAsInt() - behindThePoint;
  }
}
