package dev.syncline.jdbc.source;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.Dialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a source: how each is named and read. */
final class SourceColumns {
  private final Schema schema;
  private final List<ColumnType> types;
  private final String selected;

  private SourceColumns(Schema schema, List<ColumnType> types, String selected) {
    this.schema = schema;
    this.types = types;
    this.selected = selected;
  }

  static SourceColumns of(List<ColumnMeta> all, Dialect dialect, SourceSettings settings) {
    List<ColumnMeta> columns = wanted(all, settings);
    var fields = new ArrayList<Field>();
    var types = new ArrayList<ColumnType>();
    var names = new HashSet<String>();
    for (ColumnMeta column : columns) {
      if (!names.add(column.name())) {
        throw new PermanentException(
            "the query has two columns named '" + column.name() + "'; rename one with AS");
      }
      ColumnType type = dialect.type(column);
      types.add(settings.zeroDatesAsNull() ? type.withoutZeroDates() : type);
      fields.add(new Field(column.name(), type.type(), column.nullable(), type.limits()));
    }
    return new SourceColumns(
        Schema.of(fields),
        List.copyOf(types),
        selected(columns, dialect, columns.size() == all.size()));
  }

  /** In the order of the database. */
  private static List<ColumnMeta> wanted(List<ColumnMeta> all, SourceSettings settings) {
    if (settings.columns().isEmpty()) {
      return all;
    }
    List<String> names = all.stream().map(ColumnMeta::name).toList();
    for (String name : settings.columns()) {
      if (!names.contains(name)) {
        throw new PermanentException(
            "the column '" + name + "' is not in the source" + Nearest.hint(name, names));
      }
    }
    return all.stream()
        .filter(
            column ->
                settings.columns().contains(column.name())
                    || settings.key().contains(column.name())
                    || settings.cursor().equals(Optional.of(column.name())))
        .toList();
  }

  /** All columns as they are, unless one is only exact as an expression. */
  private static String selected(List<ColumnMeta> columns, Dialect dialect, boolean all) {
    var expressions = new ArrayList<String>();
    boolean plain = all;
    for (ColumnMeta column : columns) {
      String name = dialect.quote(column.name());
      String exact = dialect.stored(column).exact();
      plain = plain && exact.equals("%s");
      expressions.add(exact.equals("%s") ? name : exact.replace("%s", name) + " AS " + name);
    }
    return plain ? "*" : String.join(", ", expressions);
  }

  /** What a statement selects to read these columns exactly. */
  String selected() {
    return selected;
  }

  Schema schema() {
    return schema;
  }

  /**
   * The position of a column.
   *
   * @throws PermanentException if there is no such column, naming the nearest one
   */
  int require(String role, String name) {
    return schema
        .indexOf(name)
        .orElseThrow(
            () ->
                new PermanentException(
                    "the "
                        + role
                        + " column '"
                        + name
                        + "' is not in the source"
                        + Nearest.hint(name, schema.names())));
  }

  ColumnType type(int index) {
    return types.get(index);
  }

  @Nullable Object[] read(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = types.get(i).reader().read(row, i + 1);
    }
    return values;
  }

  /** About how much memory a row takes. */
  static long size(@Nullable Object[] values) {
    long size = 16L + 8L * values.length;
    for (Object value : values) {
      if (value instanceof String text) {
        size += 48L + text.length();
      } else if (value instanceof byte[] bytes) {
        size += 16L + bytes.length;
      } else if (value instanceof BigDecimal || value instanceof BigInteger) {
        size += 80;
      } else if (value != null) {
        size += 24;
      }
    }
    return size;
  }
}
