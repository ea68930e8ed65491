package dev.syncline.core.value;

import dev.syncline.core.definition.NormalizeOperation.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Coerces to truth values and whole numbers; decimal texts are read by {@link DecimalText}. */
final class NumberSteps {
  private static final int MOST_DIGITS = 1000;
  private static final int DIGITS_OF_LONG = 18;
  private static final String EMPTY = "which is empty; emptyToNull before it would make it null";

  private NumberSteps() {}

  static CellStep bool(String field) {
    return value -> {
      if (value instanceof Boolean) {
        return value;
      }
      return switch (ValueText.of(value).strip().toLowerCase(Locale.ROOT)) {
        case "true", "t", "yes", "y", "on", "1" -> true;
        case "false", "f", "no", "n", "off", "0" -> false;
        case "" -> CellStep.coercion(field, value, EMPTY);
        default -> CellStep.coercion(field, value, "which is not a truth value");
      };
    };
  }

  static CellStep integer(String field) {
    return value -> {
      Object number = toInteger(value);
      if (number != null) {
        return number;
      }
      boolean empty = value instanceof String text && text.isBlank();
      return CellStep.coercion(field, value, empty ? EMPTY : "which is not a whole number");
    };
  }

  static CellStep decimal(String field, Decimal form) {
    var reader = new DecimalText(form.decimalSeparator(), form.groupingSeparator().orElse('\0'));
    return value -> {
      Object number = toDecimal(value, reader);
      if (number != null) {
        return number;
      }
      boolean empty = value instanceof String text && text.isBlank();
      return CellStep.coercion(
          field, value, empty ? EMPTY : "which is not a decimal number " + reader.form());
    };
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

  private static @Nullable Object toDecimal(Object value, DecimalText reader) {
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
