package dev.syncline.testkit.sync;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as a person writes them in a test, in the Java form of their logical type. */
final class JavaForm {

  private JavaForm() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value == null || value == Absent.ABSENT) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
    if (value instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((name, item) -> copy.put(String.valueOf(name), of(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>();
      list.forEach(item -> copy.add(of(item)));
      return copy;
    }
    LogicalType.of(value);
    return value;
  }

  /** A key of one value, or of several if it is a {@link Key}. */
  static Key key(Object key) {
    List<Object> values = key instanceof Key several ? several.values() : List.of(key);
    var forms = new ArrayList<Object>();
    for (Object value : values) {
      Object form = of(value);
      if (form == null || form == Absent.ABSENT) {
        throw new IllegalArgumentException("a key has a value");
      }
      forms.add(form);
    }
    return new Key(forms);
  }

  /**
   * A map of names and values that follow each other.
   *
   * @throws IllegalArgumentException if a name is missing, no text, or there twice
   */
  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values take turns, as in (\"id\", 1, \"name\", \"Ada\"); here are "
              + namesAndValues.length
              + " of both together");
    }
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException(
            "number " + (i + 1) + " is to be the name of a field, not " + namesAndValues[i]);
      }
      if (map.containsKey(name)) {
        throw new IllegalArgumentException("field '" + name + "' is there twice");
      }
      map.put(name, of(namesAndValues[i + 1]));
    }
    return map;
  }

  /** How a value is shown: texts in quotes, so that blanks are seen. */
  static String shown(@Nullable Object value) {
    if (value instanceof String text) {
      return "\"" + text + "\"";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Instant || value == null) {
      return String.valueOf(value);
    }
    return value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
  }

  /** How the fields of a record are shown. */
  static String shown(Map<String, ? extends @Nullable Object> fields) {
    var text = new StringBuilder("{");
    String separator = "";
    for (var field : fields.entrySet()) {
      text.append(separator).append(field.getKey()).append('=').append(shown(field.getValue()));
      separator = ", ";
    }
    return text.append('}').toString();
  }
}
