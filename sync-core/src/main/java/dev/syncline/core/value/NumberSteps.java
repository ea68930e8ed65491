package dev.syncline.core.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.NumberOperation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Coerces to numbers and rounds them; decimal texts are read by {@link AmountText}. */
final class NumberSteps {
  private static final int MOST_DIGITS = 1000;
  private static final int DIGITS_OF_LONG = 18;

  private NumberSteps() {}

  static CellStep of(String field, NumberOperation operation) {
    if (operation instanceof NumberOperation.Whole) {
      return integer(field);
    } else if (operation instanceof NumberOperation.Scale scale) {
      return scale(field, scale);
    }
    return decimal(field, ((NumberOperation.Decimal) operation).form());
  }

  static LogicalType typeAfter(LogicalType before, NumberOperation operation) {
    if (operation instanceof NumberOperation.Whole) {
      return LogicalType.INTEGER;
    }
    boolean stays = operation instanceof NumberOperation.Scale && before == LogicalType.INTEGER;
    return stays ? before : LogicalType.DECIMAL;
  }

  static CellStep integer(String field) {
    return value -> {
      Object number = toInteger(value);
      if (number != null) {
        return number;
      }
      boolean empty = value instanceof String text && text.isBlank();
      return CellStep.coercion(
          field, value, empty ? CellStep.EMPTY : "which is not a whole number");
    };
  }

  static CellStep decimal(String field, DecimalForm form) {
    var reader = new AmountText(form);
    return value -> {
      Object number = toDecimal(value, reader);
      if (number != null) {
        return number;
      }
      boolean empty = value instanceof String text && text.isBlank();
      return CellStep.coercion(
          field, value, empty ? CellStep.EMPTY : "which is not a decimal number " + reader.form());
    };
  }

  private static CellStep scale(String field, NumberOperation.Scale scale) {
    return value -> {
      if (value instanceof Long || value instanceof BigInteger) {
        return value;
      }
      BigDecimal number = exact(value);
      if (number == null) {
        return CellStep.coercion(field, value, "which is not a number; read it before 'scale'");
      }
      if (number.scale() <= scale.digits()
          || number.stripTrailingZeros().scale() <= scale.digits()) {
        return number;
      }
      return scale.rounding() == RoundingMode.UNNECESSARY
          ? CellStep.coercion(
              field, value, "which has more than " + scale.digits() + " digits after the point")
          : number.setScale(scale.digits(), scale.rounding());
    };
  }

  private static @Nullable BigDecimal exact(Object value) {
    if (value instanceof Double real && Double.isFinite(real)) {
      return BigDecimal.valueOf(real);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  private static @Nullable Object toInteger(Object value) {
    if (value instanceof Long || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof String text) {
      return parseInteger(text.strip());
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? whole(BigDecimal.valueOf(number)) : null;
    }
    return value instanceof BigDecimal number ? whole(number) : null;
  }

  private static @Nullable Object whole(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    boolean fits = stripped.scale() <= 0 && stripped.scale() >= -MOST_DIGITS;
    return fits ? shortest(stripped.toBigIntegerExact()) : null;
  }

  private static @Nullable Object parseInteger(String text) {
    int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int digits = text.length() - start;
    if (digits == 0 || digits > MOST_DIGITS) {
      return null;
    }
    for (int i = start; i < text.length(); i++) {
      // Only ASCII: Long.parseLong would take the digits of every script.
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return digits <= DIGITS_OF_LONG
        ? (Object) Long.parseLong(text)
        : shortest(new BigInteger(text));
  }

  private static Object shortest(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static @Nullable Object toDecimal(Object value, AmountText reader) {
    if (value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }
    return value instanceof String text ? reader.parse(text.strip()) : null;
  }
}
