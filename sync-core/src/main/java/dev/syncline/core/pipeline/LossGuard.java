package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Stage;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.schema.ColumnFit;
import dev.syncline.core.schema.FieldRange;
import dev.syncline.core.value.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what the destination would cut, round or overflow, by what it tells of its fields:
 * before anything is journalled or sent. One check for each field that needs one, made when the
 * loader is made ready. Belongs to the loading thread.
 */
final class LossGuard {
  private final SyncDefinition definition;
  private final List<String> keyFields;
  private final Secrets secrets;
  private final Map<String, Long> coerced = new LinkedHashMap<>();
  private Column[] columns = new Column[0];

  LossGuard(SyncDefinition definition) {
    this.definition = definition;
    this.keyFields = DestinationShape.keyFields(definition);
    this.secrets = new Secrets(definition.secretFields(), definition.mapping());
  }

  /** The loader was made ready for records of this shape, and told how it stores them. */
  void expect(Schema mapped, Optional<Schema> stored) {
    var checks = new ArrayList<Column>();
    for (int i = 0; stored.isPresent() && i < mapped.size(); i++) {
      Field sent = mapped.field(i);
      var position = stored.get().indexOf(sent.name());
      if (position.isPresent()) {
        Field column = stored.get().field(position.getAsInt());
        // A transformer puts in what it likes, whatever the schema says.
        boolean sure = definition.transforms().isEmpty() && FieldRange.takesAllValues(column, sent);
        Optional<ColumnFit> fit = sure ? Optional.empty() : ColumnFit.of(column);
        // What a source calls not null may be null all the same, as after an outer join.
        if (fit.isPresent() || !column.nullable()) {
          checks.add(new Column(i, sent.name(), fit.orElse(null), column.nullable()));
        }
      }
    }
    columns = checks.toArray(Column[]::new);
  }

  /** Settles the rows that do not fit, or puts in what does. */
  void check(List<Row> rows) {
    if (columns.length == 0) {
      return;
    }
    for (Row row : rows) {
      if (row.open() && row.change != Change.DELETE) {
        check(row);
      }
    }
  }

  private void check(Row row) {
    for (Column column : columns) {
      Object value = row.mapped[column.position];
      String misfit = column.misfit(value);
      if (misfit != null) {
        settle(row, column, value, misfit);
        if (!row.open()) {
          return;
        }
      }
    }
  }

  private void settle(Row row, Column column, @Nullable Object value, String misfit) {
    Object nearest = nearest(column, value);
    if (nearest == null) {
      String shown = value == null ? "null" : ValueText.shown(value);
      refuse(row, shown + " does not fit into '" + column.name + "': it " + misfit);
      return;
    }
    if (row.fitted == null) {
      // The mapped values stay what they are: by them the next run knows the record.
      row.fitted = row.mapped.clone();
    }
    row.fitted[column.position] = nearest;
    coerced.merge(column.name, 1L, Long::sum);
  }

  /** What may be written in the place of a value that does not fit; null if nothing may. */
  private @Nullable Object nearest(Column column, @Nullable Object value) {
    // Two keys must not become one.
    boolean may =
        definition.onLossyWrite() == OnLossyWrite.COERCE && !keyFields.contains(column.name);
    return may && value != null && column.fit != null ? column.fit.fitted(value) : null;
  }

  /**
   * The values that would be written of a record, the nearest ones where that is allowed; empty if
   * it would be held back. Settles and counts nothing.
   */
  Optional<@Nullable Object[]> written(Row row) {
    @Nullable Object[] values = row.mapped.clone();
    for (Column column : columns) {
      Object value = values[column.position];
      if (column.misfit(value) != null) {
        Object nearest = nearest(column, value);
        if (nearest == null) {
          return Optional.empty();
        }
        values[column.position] = nearest;
      }
    }
    return Optional.of(values);
  }

  private void refuse(Row row, String message) {
    if (definition.onLossyWrite() == OnLossyWrite.FAIL) {
      throw new PermanentException(
          "record "
              + row.key
              + " does not fit the destination, and 'onLossyWrite' is 'fail': "
              + Secrets.mask(message, secrets.valuesOf(row)));
    }
    row.reject(Stage.INGEST, "lossy-write", message);
  }

  /** A line for every field of which values were made to fit. */
  List<String> notices() {
    var lines = new ArrayList<String>();
    coerced.forEach(
        (field, count) ->
            lines.add(
                "field '"
                    + field
                    + "': "
                    + count
                    + (count == 1 ? " value was" : " values were")
                    + " cut or rounded to what the destination takes"));
    return lines;
  }

  /**
   * The check of one field.
   *
   * @param position its place among the mapped fields
   * @param fit what its values have to fit; null if all do
   */
  private record Column(int position, String name, @Nullable ColumnFit fit, boolean nullable) {

    /** Why a value may not be written to it; null if it may. */
    @Nullable String misfit(@Nullable Object value) {
      if (value == null) {
        return nullable ? null : "takes no null";
      }
      return fit == null || value == Absent.ABSENT ? null : fit.misfit(value);
    }
  }
}
