package dev.syncline.http.extract;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of records, and finds out their schema on the way. Fields that were seen once stay in
 * the schema; a field whose values are whole numbers here and decimals there is a decimal. A value
 * that does not have its field's type makes the field a text for its own row, which then travels in
 * a batch of its own: a later stage says what is wrong with it, and its neighbours do not notice.
 */
final class RowShape {
  private final Map<String, FieldRule> rules;
  private final boolean others;

  /** What is known of the types so far; a declared one never changes. */
  private final Map<String, LogicalType> types = new LinkedHashMap<>();

  /** Fields of which no value has been seen yet. */
  private final Set<String> untyped = new HashSet<>();

  private @Nullable Schema schema;

  /**
   * @param declared the fields that the definition names
   * @param others whether fields that it does not name are read, too
   */
  RowShape(List<FieldRule> declared, boolean others) {
    this.rules = new LinkedHashMap<>();
    this.others = others;
    for (FieldRule rule : declared) {
      rules.put(rule.name(), rule);
      rule.type().ifPresent(type -> types.put(rule.name(), type));
      if (rule.type().isEmpty()) {
        types.put(rule.name(), LogicalType.STRING);
        untyped.add(rule.name());
      }
    }
  }

  /**
   * A record as values by field name.
   *
   * @param values in the forms of their types; null for null, absent ones missing
   * @param odd the fields whose value does not have the type of the field
   */
  record Shaped(Map<String, @Nullable Object> values, Map<String, LogicalType> odd) {}

  /** The schema of the rows to come, as far as it is known. */
  Schema schema() {
    Schema known = schema;
    if (known == null) {
      var fields = new ArrayList<Field>();
      types.forEach((name, type) -> fields.add(field(name, type)));
      known = Schema.of(fields);
      schema = known;
    }
    return known;
  }

  private Field field(String name, LogicalType type) {
    FieldRule rule = rules.get(name);
    return rule == null ? Field.of(name, type) : rule.field(type);
  }

  /** Takes a record in. */
  Shaped shape(Map<String, @Nullable Object> record) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    var odd = new LinkedHashMap<String, LogicalType>();
    for (FieldRule rule : rules.values()) {
      if (rule.path().existsIn(record)) {
        take(rule, rule.path().in(record), values, odd);
      }
    }
    if (others) {
      record.forEach(
          (name, value) -> {
            if (!rules.containsKey(name)) {
              take(FieldRule.of(name, Optional.empty()), value, values, odd);
            }
          });
    }
    return new Shaped(values, odd);
  }

  private void take(
      FieldRule rule,
      @Nullable Object json,
      Map<String, @Nullable Object> values,
      Map<String, LogicalType> odd) {
    String name = rule.name();
    if (json == null) {
      see(name, Optional.empty());
      values.put(name, null);
      return;
    }
    Optional<Object> value = rule.value(json);
    if (value.isEmpty()) {
      odd.put(name, LogicalType.STRING);
      values.put(name, JsonForm.of(json, LogicalType.STRING).orElse(""));
      return;
    }
    values.put(name, value.get());
    if (rule.type().isEmpty()) {
      LogicalType own = LogicalType.of(value.get());
      if (!see(name, Optional.of(own))) {
        odd.put(name, own);
      }
    }
  }

  /** Learns the type of a field; says whether a value of that type fits in. */
  private boolean see(String name, Optional<LogicalType> own) {
    LogicalType known = types.get(name);
    if (known == null || (own.isPresent() && untyped.contains(name))) {
      LogicalType first = own.orElse(LogicalType.STRING);
      types.put(name, first);
      if (own.isPresent()) {
        untyped.remove(name);
      } else {
        untyped.add(name);
      }
      schema = known == first ? schema : null;
      return true;
    }
    if (own.isEmpty() || own.get() == known) {
      return true;
    }
    if (known == LogicalType.INTEGER && own.get() == LogicalType.DECIMAL) {
      types.put(name, LogicalType.DECIMAL);
      schema = null;
      return true;
    }
    return known == LogicalType.DECIMAL && own.get() == LogicalType.INTEGER;
  }

  /** The schema for a row with odd values. */
  Schema schemaOf(Shaped row) {
    var fields = new ArrayList<Field>();
    types.forEach(
        (name, type) -> {
          LogicalType odd = row.odd().get(name);
          fields.add(odd == null ? field(name, type) : Field.of(name, odd));
        });
    return Schema.of(fields);
  }

  /** The values of a row in the order of a schema that this shape had when or after it was read. */
  static @Nullable Object[] row(Shaped row, Schema schema) {
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = schema.field(i);
      Object value = row.values().get(field.name());
      if (value == null) {
        values[i] = row.values().containsKey(field.name()) ? null : Absent.ABSENT;
      } else {
        values[i] =
            field.type() == LogicalType.DECIMAL && !(value instanceof BigDecimal)
                ? JsonForm.of(value, LogicalType.DECIMAL).orElse(value)
                : value;
      }
    }
    return values;
  }

  /** About how many bytes a row takes. */
  static long size(Shaped row) {
    long size = 64;
    for (Object value : row.values().values()) {
      size += 8 + (value == null ? 0 : JsonForm.size(value));
    }
    return size;
  }
}
