package dev.syncline.smartsuite.extract;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.extract.TableShape.Shaped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records with several schemas in one batch: what has several types is a text. Pure. */
final class OneSchema {
  private OneSchema() {}

  /**
   * The batch.
   *
   * @param usual the schema if there are no records
   */
  static RecordBatch of(List<Shaped> rows, Schema usual) {
    Schema schema = rows.isEmpty() ? usual : shared(rows, usual);
    var batch = RowBatch.builder(schema);
    for (Shaped row : rows) {
      @Nullable Object[] values = row.values().clone();
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        if (value != null && !schema.field(i).type().accepts(value)) {
          values[i] = JsonText.plain(value);
        }
      }
      batch.add(values);
    }
    return batch.build();
  }

  private static Schema shared(List<Shaped> rows, Schema usual) {
    var fields = new ArrayList<Field>();
    for (int i = 0; i < usual.size(); i++) {
      int at = i;
      var types =
          rows.stream()
              .filter(row -> row.values()[at] != null)
              .map(row -> row.schema().field(at).type())
              .collect(Collectors.toSet());
      LogicalType type =
          types.isEmpty()
              ? usual.field(i).type()
              : types.size() == 1 ? types.iterator().next() : LogicalType.STRING;
      fields.add(Field.of(usual.field(i).name(), type));
    }
    return Schema.of(fields);
  }
}
