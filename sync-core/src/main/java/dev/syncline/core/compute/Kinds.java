package dev.syncline.core.compute;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What values are called in messages. */
final class Kinds {
  private Kinds() {}

  static String word(LogicalType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** With its article. */
  static String of(LogicalType type) {
    return switch (type) {
      case BOOLEAN -> "a truth value";
      case INTEGER, DECIMAL, FLOAT -> "a number";
      case STRING -> "a text";
      case BYTES -> "bytes";
      case DATE -> "a date";
      case TIME -> "a time";
      case LOCAL_TIMESTAMP -> "a local timestamp";
      case TIMESTAMP -> "a timestamp";
      case OBJECT -> "an object";
      case LIST -> "a list";
    };
  }

  static String of(Object value) {
    if (value instanceof BigDecimal || value instanceof Number) {
      return "a number";
    }
    if (value instanceof Map) {
      return "an object";
    }
    return value instanceof List ? "a list" : of(LogicalType.of(value));
  }
}
