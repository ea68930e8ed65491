package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes OBJECT and LIST values as JSON text. */
final class Json {
  private Json() {}

  static String write(@Nullable Object value) {
    var text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("null");
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
        var entry = it.next();
        quote(text, String.valueOf(entry.getKey()));
        append(text.append(':'), entry.getValue());
        text.append(it.hasNext() ? "," : "");
      }
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        append(text.append(i == 0 ? "" : ","), list.get(i));
      }
      text.append(']');
    } else if (value instanceof BigDecimal number) {
      text.append(number.toPlainString());
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      quote(text, number.toString());
    } else if (value instanceof Boolean || value instanceof Number) {
      text.append(value);
    } else if (value instanceof byte[] bytes) {
      quote(text, Base64.getEncoder().encodeToString(bytes));
    } else {
      quote(text, value.toString());
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
