package dev.syncline.core.pipeline;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.expression.Path;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.value.ValueText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of secret fields out of what is shown of a record: by the names of fields, and
 * wherever else a text repeats the value of one. Single-threaded.
 */
final class Secrets {
  private static final String MASK = RecordText.MASK;

  /** So much of a longer value that was cut off in a message is still taken for it. */
  private static final int TELLING = 8;

  /** Shorter values are masked in other fields only where they are the whole value. */
  private static final int UNLIKELY_BY_CHANCE = 4;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private final SecretFields fields;
  private final Mapping mapping;
  private final Map<String, Boolean> byName = new HashMap<>();

  Secrets(SecretFields fields, Mapping mapping) {
    this.fields = fields;
    this.mapping = mapping;
  }

  boolean none() {
    return fields.none();
  }

  /** Whether the value of this field is secret; a mapped field is if its source is. */
  boolean secret(String field) {
    return byName.computeIfAbsent(field, name -> fields.includes(name) || fed(name));
  }

  private boolean fed(String target) {
    for (FieldMapping field : mapping.fields()) {
      if (Path.parse(field.target()).root().equals(target)
          && field.reads().stream().anyMatch(this::named)) {
        return true;
      }
    }
    return false;
  }

  private boolean named(String path) {
    return fields.includes(path) || Path.namesIn(path).stream().anyMatch(fields::includes);
  }

  /** The values without those of secret fields; the same array if there is none. */
  @Nullable Object[] mask(Schema schema, @Nullable Object[] values) {
    return mask(schema, values, Set.of());
  }

  /** The values without those of secret fields, and without texts that repeat such a value. */
  @Nullable Object[] mask(Schema schema, @Nullable Object[] values, Set<String> repeated) {
    return mask(schema, values, repeated, secret -> MASK);
  }

  /** The values, those of secret fields marked as such, for where they have to be kept. */
  @Nullable Object[] mark(Schema schema, @Nullable Object[] values) {
    return mask(schema, values, Set.of(), RecordText.Secret::new);
  }

  private @Nullable Object[] mask(
      Schema schema,
      @Nullable Object[] values,
      Set<String> repeated,
      UnaryOperator<Object> replace) {
    @Nullable Object[] masked = values;
    for (int i = 0; !none() && i < values.length; i++) {
      Object shown = mask(schema.field(i).name(), values[i], repeated, replace);
      if (shown != values[i]) {
        if (masked == values) {
          masked = values.clone();
        }
        masked[i] = shown;
      }
    }
    return masked;
  }

  private @Nullable Object mask(
      String name, @Nullable Object value, Set<String> repeated, UnaryOperator<Object> replace) {
    if (value == null || value == Absent.ABSENT) {
      return value;
    }
    return secret(name) ? replace.apply(value) : maskWithin(value, repeated, replace);
  }

  private Object maskWithin(Object value, Set<String> repeated, UnaryOperator<Object> replace) {
    if (value instanceof Map<?, ?> object) {
      var shown = new LinkedHashMap<String, @Nullable Object>();
      object.forEach(
          (key, item) ->
              shown.put(String.valueOf(key), mask(String.valueOf(key), item, repeated, replace)));
      return shown.equals(object) ? value : Collections.unmodifiableMap(shown);
    }
    if (value instanceof List<?> list) {
      var shown = new ArrayList<@Nullable Object>();
      list.forEach(item -> shown.add(item == null ? null : maskWithin(item, repeated, replace)));
      return shown.equals(list) ? value : Collections.unmodifiableList(shown);
    }
    if (repeated.isEmpty() || value instanceof byte[] || value instanceof Boolean) {
      return value;
    }
    String text = ValueText.of(value);
    String shown = text;
    for (String secret : repeated) {
      boolean telling = secret.length() >= UNLIKELY_BY_CHANCE;
      shown = shown.equals(secret) ? MASK : telling ? shown.replace(secret, MASK) : shown;
    }
    return shown.equals(text) ? value : shown;
  }

  /** The texts by which messages may show the secret values of a row, the longest first. */
  Set<String> valuesOf(Row row) {
    var texts = new TreeSet<>(LONGEST_FIRST);
    if (!none()) {
      collect(row.rawSchema, row.raw, texts);
      collect(row.schema, row.values, texts);
      if (row.mappedSchema != null) {
        collect(row.mappedSchema, row.mapped, texts);
      }
    }
    return texts;
  }

  /** Those of several rows. */
  Set<String> valuesOf(List<Row> rows) {
    var texts = new TreeSet<>(LONGEST_FIRST);
    rows.forEach(row -> texts.addAll(valuesOf(row)));
    return texts;
  }

  private void collect(Schema schema, @Nullable Object[] values, Set<String> texts) {
    for (int i = 0; i < values.length; i++) {
      collect(schema.field(i).name(), values[i], false, texts);
    }
  }

  private void collect(String name, @Nullable Object value, boolean within, Set<String> texts) {
    boolean secret = within || secret(name);
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, item) -> collect(String.valueOf(key), item, secret, texts));
      if (secret) {
        add(value, texts);
      }
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(name, item, secret, texts));
    } else if (secret && value != null && value != Absent.ABSENT) {
      add(value, texts);
    }
  }

  private static void add(Object value, Set<String> texts) {
    if (value instanceof byte[] || value instanceof Boolean) {
      return;
    }
    String text = ValueText.of(value);
    String quoted = ValueText.shown(value);
    String shown = quoted.substring(1, quoted.length() - (quoted.endsWith("…'") ? 2 : 1));
    for (String one : List.of(text, text.strip(), shown, value.toString())) {
      if (!one.isBlank()) {
        texts.add(one);
      }
    }
  }

  /** A message without the secret values, also where it cut them off. */
  static String mask(String message, Set<String> values) {
    String masked = message;
    for (String value : values) {
      masked = masked.replace(value, MASK);
      if (value.length() > TELLING) {
        masked = maskBeginnings(masked, value);
      }
    }
    return masked;
  }

  private static String maskBeginnings(String message, String value) {
    String start = value.substring(0, TELLING);
    int at = message.indexOf(start);
    if (at < 0) {
      return message;
    }
    var masked = new StringBuilder();
    int from = 0;
    for (; at >= 0; at = message.indexOf(start, from)) {
      masked.append(message, from, at).append(MASK);
      from = at + start.length();
      for (int i = start.length();
          i < value.length() && from < message.length() && message.charAt(from) == value.charAt(i);
          i++) {
        from++;
      }
    }
    return masked.append(message, from, message.length()).toString();
  }

  /** A value of this field as people may see it. */
  String shown(String field, @Nullable Object value) {
    return secret(field) && value != null && value != Absent.ABSENT
        ? RecordText.MASK
        : ShownValue.of(value);
  }
}
