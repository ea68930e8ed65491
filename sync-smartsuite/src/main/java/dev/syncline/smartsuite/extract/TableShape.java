package dev.syncline.smartsuite.extract;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.smartsuite.schema.Table;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.value.Customs;
import dev.syncline.smartsuite.value.FieldForm;
import dev.syncline.smartsuite.value.FieldForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are read of a table. A field has one type, but some hold values of two: a date
 * may be a day or a point in time, a formula anything. Records whose values have other types than
 * the usual ones have a schema of their own.
 */
final class TableShape {
  private static final String ID = "id";
  private static final long ABOUT = 64;

  private final Map<String, Column> columns = new LinkedHashMap<>();

  /** The types of the values that came last: a field without a value is no reason for another. */
  private final Map<String, LogicalType> last = new HashMap<>();

  private record Column(String slug, FieldForm form) {}

  /**
   * A record in the order of the fields.
   *
   * @param schema with the types that its values have
   * @param bytes about how much memory it takes
   */
  record Shaped(Schema schema, @Nullable Object[] values, long bytes) {

    /** The values in the usual schema; those that have another type are left out. */
    @Nullable Object[] usual(Schema usual) {
      @Nullable Object[] fitting = values.clone();
      for (int i = 0; i < fitting.length; i++) {
        fitting[i] = usual.field(i).type().accepts(fitting[i]) ? fitting[i] : Absent.ABSENT;
      }
      return fitting;
    }
  }

  TableShape(Table table, SourceOptions options) {
    var customs = new Customs(Customs.NONE.zone(), "", options.labels(), Customs.NONE.member());
    columns.put(ID, new Column(ID, FieldForms.of(TableField.of(ID, ID, "recordidfield"), customs)));
    if (options.fields().isEmpty()) {
      table.fields().forEach(field -> add(field.slug(), field, customs));
    }
    // The key and the cursor are read whether they are named or not.
    var names = new LinkedHashSet<>(options.fields());
    names.addAll(options.key());
    if (options.changes()) {
      names.add(SourceOptions.CURSOR);
    }
    for (String name : names) {
      if (!columns.containsKey(name)) {
        add(name, required(table, name), customs);
      }
    }
  }

  private void add(String name, TableField field, Customs customs) {
    columns.put(name, new Column(field.slug(), FieldForms.of(field, customs)));
  }

  private static TableField required(Table table, String name) {
    return table
        .field(name)
        .orElseThrow(
            () ->
                new PermanentException(
                    table + " has no field '" + name + "'" + table.nearest(name)));
  }

  /** The usual types. */
  Schema schema() {
    var fields = new ArrayList<Field>();
    columns.forEach((name, column) -> fields.add(Field.of(name, column.form().type())));
    return Schema.of(fields);
  }

  private LogicalType typeOf(String name, FieldForm form, @Nullable Object value) {
    if (value == null) {
      return last.getOrDefault(name, form.type());
    }
    LogicalType type = form.type().accepts(value) ? form.type() : LogicalType.of(value);
    last.put(name, type);
    return type;
  }

  /** A record as it is read. */
  Shaped shape(Map<String, @Nullable Object> record) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    List<Field> fields = new ArrayList<>(columns.size());
    long bytes = ABOUT;
    for (var entry : columns.entrySet()) {
      FieldForm form = entry.getValue().form();
      Object json = record.get(entry.getValue().slug());
      Object value = form.read(json);
      values[fields.size()] = value;
      LogicalType type = typeOf(entry.getKey(), form, value);
      fields.add(Field.of(entry.getKey(), type));
      bytes += json == null ? 0 : 2L * json.toString().length() + ABOUT;
    }
    return new Shaped(Schema.of(fields), values, bytes);
  }
}
