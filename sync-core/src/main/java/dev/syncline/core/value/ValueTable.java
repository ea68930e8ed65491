package dev.syncline.core.value;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of a definition from values to values, compiled so that a look-up makes no text. */
public final class ValueTable {
  private final Map<Object, Object> entries = new HashMap<>();

  /**
   * Compiles a table.
   *
   * @param values from texts to values
   * @param type the type that all values get
   */
  public ValueTable(Map<String, Object> values, LogicalType type) {
    values.forEach(
        (text, value) -> {
          Object typed = widen(value, type);
          entries.put(text, typed);
          alias(text, typed);
        });
  }

  /** Whole numbers and truth values are found as such, too, if their text is the key. */
  private void alias(String text, Object typed) {
    if (text.equals("true") || text.equals("false")) {
      entries.put(Boolean.valueOf(text), typed);
      return;
    }
    try {
      Long number = Long.valueOf(text);
      if (number.toString().equals(text)) {
        entries.put(number, typed);
      }
    } catch (NumberFormatException e) {
      // A text like any other.
    }
  }

  /** The entry of a value, or null if there is none. */
  public @Nullable Object get(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return entries.get(value);
    }
    return entries.get(ValueText.of(value));
  }

  /** A number of a definition in the Java form of a type that holds it. */
  public static Object widen(Object value, LogicalType type) {
    if (type == LogicalType.DECIMAL && value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (type == LogicalType.DECIMAL && value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (type == LogicalType.FLOAT && value instanceof Number number) {
      return number.doubleValue();
    }
    return value;
  }

  /** Whether {@link #widen} brings values of one type into the form of another. */
  static boolean widens(LogicalType from, LogicalType to) {
    return from == to
        || (from == LogicalType.INTEGER && to == LogicalType.DECIMAL)
        || (to == LogicalType.FLOAT
            && (from == LogicalType.INTEGER || from == LogicalType.DECIMAL));
  }
}
