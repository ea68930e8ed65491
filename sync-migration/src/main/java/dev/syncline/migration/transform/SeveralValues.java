package dev.syncline.migration.transform;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes lists of texts that hold several values: {@code red, green} or {@code ["red", "green"]}, as
 * a JSON column has it. Immutable.
 */
final class SeveralValues implements Transformer {
  private final Map<String, Map<String, String>> fields;

  /**
   * @param fields the mapped fields, and for each of them what replaces which part
   */
  SeveralValues(Map<String, Map<String, String>> fields) {
    var copy = new LinkedHashMap<String, Map<String, String>>();
    fields.forEach((name, values) -> copy.put(name, Map.copyOf(values)));
    this.fields = Collections.unmodifiableMap(copy);
  }

  @Override
  public Schema output(Schema input) {
    return lists(input, fields.keySet());
  }

  static Schema lists(Schema input, Set<String> names) {
    return Schema.of(
        input.fields().stream()
            .map(
                field ->
                    names.contains(field.name()) ? Field.of(field.name(), LogicalType.LIST) : field)
            .toList());
  }

  @Override
  public Transformed apply(SyncRecord in, TransformContext context) {
    Schema schema = in.schema();
    @Nullable Object[] values = in.toArray();
    for (int i = 0; i < values.length; i++) {
      Map<String, String> replaced = fields.get(schema.field(i).name());
      Object value = values[i];
      if (replaced != null && value != null && value != Absent.ABSENT) {
        values[i] = list(value, replaced);
      }
    }
    return new Transformed.Kept(SyncRecord.of(output(schema), in.op(), values));
  }

  private static List<Object> list(Object value, Map<String, String> replaced) {
    var parts = new ArrayList<Object>();
    for (Object part : parts(value)) {
      if (JsonTexts.single(part)) {
        String text = part.toString();
        parts.add(replaced.getOrDefault(text, text));
      } else if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static List<?> parts(Object value) {
    if (!(value instanceof String text)) {
      return JsonTexts.items(value);
    }
    var json = JsonTexts.read(text);
    if (json.isPresent() && json.get() instanceof List<?> list) {
      return list;
    }
    var parts = new ArrayList<String>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
