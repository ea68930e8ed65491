package dev.syncline.smartsuite.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a table.
 *
 * @param slug its name in records
 * @param label its name for people
 * @param type such as {@code textfield}
 * @param params as the API shows them: {@code required}, {@code unique}, {@code choices}, …; texts
 *     also keep a {@code max_length}
 */
public record SimulatedField(
    String slug, String label, String type, Map<String, @Nullable Object> params) {

  /** Copies the parameters. */
  public SimulatedField {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** A field without parameters. */
  public static SimulatedField of(String slug, String label, String type) {
    return new SimulatedField(slug, label, type, Map.of());
  }

  /** With another parameter. */
  public SimulatedField param(String name, Object value) {
    var more = new LinkedHashMap<>(params);
    more.put(name, value);
    return new SimulatedField(slug, label, type, more);
  }

  /** With a choice, beside those that it has. */
  public SimulatedField choice(String id, String name) {
    var choices = new java.util.ArrayList<Object>();
    if (params.get("choices") instanceof List<?> known) {
      choices.addAll(known);
    }
    choices.add(Map.of("value", id, "label", name, "value_color", "#3A86FF"));
    return param("choices", choices);
  }

  boolean is(String param) {
    return Boolean.TRUE.equals(params.get(param));
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("slug", slug);
    json.put("label", label);
    json.put("field_type", type);
    json.put("params", params);
    return json;
  }
}
