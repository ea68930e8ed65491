package dev.syncline.smartsuite.load;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.smartsuite.schema.TableField;
import dev.syncline.smartsuite.value.FieldForm;
import dev.syncline.smartsuite.value.Unfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mapped fields and the fields of the table that they go to, in the order of the schema.
 *
 * @param schema the mapped fields
 * @param columns where each of them goes
 */
record Layout(Schema schema, List<Column> columns) {

  Layout {
    columns = List.copyOf(columns);
  }

  /**
   * A field of the table.
   *
   * @param field what it is
   * @param form how its values are written
   */
  record Column(TableField field, FieldForm form) {
    /**
     * What is sent for a value.
     *
     * @throws Unfit if the field cannot hold it, naming the field
     */
    @Nullable Object written(@Nullable Object value) throws Unfit {
      if (value == null || FieldForm.isEmpty(value)) {
        return form.empty().orElse(null);
      }
      try {
        return form.write(value);
      } catch (Unfit e) {
        throw new Unfit("the field '" + field.label() + "' " + e.getMessage());
      }
    }
  }

  /** The column of a mapped field. */
  Column column(String name) {
    return columns.get(schema.indexOf(name).orElseThrow());
  }

  /** The records that the API answers, in read form. */
  List<@Nullable Object> compared(Map<String, @Nullable Object> record) {
    var values = new ArrayList<@Nullable Object>();
    for (Column column : columns) {
      values.add(column.form().compared(record.get(column.field().slug())));
    }
    return values;
  }

  /** The read form of what would be written. */
  List<@Nullable Object> compared(List<@Nullable Object> mapped) throws Unfit {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = mapped.get(i);
      Column column = columns.get(i);
      values.add(value == Absent.ABSENT ? value : column.form().compared(column.written(value)));
    }
    return values;
  }
}
