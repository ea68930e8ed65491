package dev.syncline.testkit.sync;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a source has, learned from the rows that a test gave so far: a field that only later
 * rows have was there before, as a column is.
 */
final class RowShape {

  private final Optional<Schema> stated;
  private final Map<String, @Nullable LogicalType> types = new LinkedHashMap<>();

  /** A shape of these fields and no others. */
  RowShape(Schema stated) {
    this.stated = Optional.of(stated);
  }

  /** A shape that has at least these fields, whatever the rows hold. */
  RowShape(List<String> fields) {
    this.stated = Optional.empty();
    fields.forEach(field -> types.put(field, null));
  }

  void learn(List<TestRow> rows) {
    for (TestRow row : rows) {
      for (var value : row.values().entrySet()) {
        learn(row, value.getKey(), value.getValue());
      }
    }
  }

  private void learn(TestRow row, String field, @Nullable Object value) {
    if (stated.isPresent()) {
      check(stated.get(), row, field, value);
      return;
    }
    LogicalType known = types.get(field);
    LogicalType type = value == null || value == Absent.ABSENT ? null : LogicalType.of(value);
    if (known == null || type == null || known == type) {
      types.put(field, known == null ? type : known);
    } else if (number(known) && number(type)) {
      types.put(field, LogicalType.DECIMAL);
    } else {
      throw new IllegalArgumentException(
          "field '"
              + field
              + "' is "
              + type
              + " in row "
              + row
              + ", and "
              + known
              + " in a row before it: a field of a source has one type, give its values one form");
    }
  }

  private static boolean number(LogicalType type) {
    return type == LogicalType.INTEGER || type == LogicalType.DECIMAL;
  }

  private static void check(Schema schema, TestRow row, String field, @Nullable Object value) {
    var index = schema.indexOf(field);
    if (index.isEmpty()) {
      throw new IllegalArgumentException(
          "the source's schema has no field '"
              + field
              + "', as row "
              + row
              + " has"
              + Nearest.hint(field, schema.names()));
    }
    LogicalType type = schema.field(index.getAsInt()).type();
    if (!type.accepts(value)) {
      throw new IllegalArgumentException(
          "field '" + field + "' is " + type + ", which does not fit the value in row " + row);
    }
  }

  Schema schema() {
    return stated.orElseGet(
        () ->
            Schema.of(
                types.entrySet().stream()
                    .map(field -> Field.of(field.getKey(), orText(field.getValue())))
                    .toList()));
  }

  private static LogicalType orText(@Nullable LogicalType type) {
    return type == null ? LogicalType.STRING : type;
  }

  SyncRecord record(TestRow row) {
    Schema schema = schema();
    var values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      String field = schema.field(i).name();
      values[i] =
          row.values().containsKey(field)
              ? inForm(schema.field(i).type(), row.values().get(field))
              : Absent.ABSENT;
    }
    return SyncRecord.of(schema, row.op(), values);
  }

  private static @Nullable Object inForm(LogicalType type, @Nullable Object value) {
    if (type == LogicalType.DECIMAL && value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    return type == LogicalType.DECIMAL && value instanceof BigInteger number
        ? new BigDecimal(number)
        : value;
  }
}
