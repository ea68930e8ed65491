package dev.syncline.core.typed;

import java.util.List;
import java.util.Map;

/** Values and types as messages show them. */
final class Shown {
  private static final int MOST = 60;

  private Shown() {}

  static String of(Object value) {
    if (value instanceof String text) {
      return "'" + (text.length() > MOST ? text.substring(0, MOST) + "\u2026" : text) + "'";
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    if (value instanceof Map<?, ?> object) {
      return "an object of " + object.size() + " names";
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size() + " items";
    }
    String text = value.toString();
    return text.length() > MOST ? text.substring(0, MOST) + "\u2026" : text;
  }

  static String of(Class<?> type) {
    return type.getSimpleName();
  }
}
