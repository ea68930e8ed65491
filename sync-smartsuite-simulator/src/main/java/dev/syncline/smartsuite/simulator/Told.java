package dev.syncline.smartsuite.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body written as JSON; a text as it is; null for none
 */
record Told(int status, @Nullable Object body, Map<String, String> headers) {

  Told(int status, @Nullable Object body) {
    this(status, body, Map.of());
  }

  static Told ok(@Nullable Object body) {
    return new Told(200, body);
  }

  Told header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Told(status, body, more);
  }

  String text() {
    return body == null ? "" : body instanceof String text ? text : Json.write(body);
  }
}
