package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values that a definition itself holds. Each has one Java form, whether it was written in code
 * or in a file: String, Boolean, Long (BigInteger beyond 64 bits) or BigDecimal.
 */
final class Literal {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** 1E999999999 written out would fill the memory. */
  private static final int MOST_DIGITS = 1000;

  private Literal() {}

  static Object of(String path, Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof BigDecimal number) {
      if (Math.abs((long) number.scale()) > MOST_DIGITS) {
        throw Refusal.at(path, "a number must have at most " + MOST_DIGITS + " digits");
      }
      return number;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger number) {
      boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
      return fits ? (Object) number.longValue() : number;
    }
    if (value instanceof Double || value instanceof Float) {
      if (Double.isFinite(((Number) value).doubleValue())) {
        return new BigDecimal(value.toString());
      }
      throw Refusal.at(path, "a number must be finite, not " + value);
    }
    throw Refusal.at(
        path,
        "a value must be a text, a number or a truth value, not of class "
            + value.getClass().getName());
  }

  /** The type of a value that {@link #of} gave. */
  static LogicalType typeOf(Object literal) {
    return LogicalType.of(literal);
  }

  /** A sorted copy: keys in the text by which values are looked up, values in their one form. */
  static Map<String, Object> table(String path, Map<?, ?> values) {
    var table = new TreeMap<String, Object>();
    values.forEach((key, value) -> table.put(text(path, key), of(path, value)));
    if (table.isEmpty()) {
      throw Refusal.at(path, "a table of values must not be empty");
    }
    if (table.size() < values.size()) {
      throw Refusal.at(path, "two keys of the table of values are the same text; leave one out");
    }
    return Collections.unmodifiableMap(table);
  }

  /** The text by which a value is looked up: 1, 1.0 and "1" are the same. */
  static String text(String path, Object value) {
    Object literal = of(path, value);
    if (literal instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return literal.toString();
  }

  /**
   * The one type of some values: DECIMAL where whole numbers and decimals are mixed.
   *
   * @throws dev.syncline.api.error.ConfigurationException if they have different types
   */
  static LogicalType commonType(String path, Collection<?> literals) {
    var types = literals.stream().map(Literal::typeOf).distinct().sorted().toList();
    if (types.size() == 1) {
      return types.get(0);
    }
    if (types.equals(List.of(LogicalType.INTEGER, LogicalType.DECIMAL))) {
      return LogicalType.DECIMAL;
    }
    throw Refusal.at(path, "the values must be of one type, not of " + types);
  }

  /** Printed so that different values never look the same: a text is quoted. */
  static String print(Object literal) {
    if (literal instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return literal.toString();
  }

  static String print(Map<String, Object> table) {
    return table.entrySet().stream()
        .map(entry -> print(entry.getKey()) + "=" + print(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
