package dev.syncline.core.lookup;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.value.ValueText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table in memory. Keys are compared by their texts: 1, 1.0 and "1" are the same. */
final class LoadedTable implements LookupTable {
  private final Schema schema;
  private final boolean typed;
  private final Map<Object, @Nullable Object[]> rows;

  private LoadedTable(Schema schema, boolean typed, Map<Object, @Nullable Object[]> rows) {
    this.schema = schema;
    this.typed = typed;
    this.rows = rows;
  }

  @Override
  public Column column(String name, String path) {
    int position =
        schema
            .indexOf(name)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        Location.ofPath(path),
                        "the lookup has no column '"
                            + name
                            + "'"
                            + Nearest.hint(name, schema.names())));
    Optional<LogicalType> type =
        typed ? Optional.of(schema.field(position).type()) : Optional.empty();
    return new Column() {
      @Override
      public Optional<LogicalType> type() {
        return type;
      }

      @Override
      public @Nullable Object find(List<Object> key) {
        @Nullable Object[] row = rows.get(keyOf(key));
        if (row == null) {
          return MISSING;
        }
        return row[position] == Absent.ABSENT ? null : row[position];
      }
    };
  }

  private static Object keyOf(List<Object> values) {
    return values.size() == 1
        ? ValueText.of(values.get(0))
        : values.stream().map(ValueText::of).toList();
  }

  /** Fills a table. */
  static final class Builder {
    private final String name;
    private final Schema schema;
    private final boolean typed;
    private final int[] key;
    private final int atMost;
    private final Map<Object, @Nullable Object[]> rows = new HashMap<>();
    private long read;

    /**
     * @param typed whether the types of the schema are those of the values
     * @throws ConfigurationException if there is no such key
     */
    Builder(String name, Schema schema, boolean typed, List<String> key, int atMost) {
      this.name = name;
      this.schema = schema;
      this.typed = typed;
      this.key = key.stream().mapToInt(column -> position(name, schema, column)).toArray();
      this.atMost = atMost;
    }

    private static int position(String lookup, Schema schema, String column) {
      return schema
          .indexOf(column)
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      Location.ofPath("lookups." + lookup + ".key"),
                      "the lookup has no column '"
                          + column
                          + "'"
                          + Nearest.hint(column, schema.names())));
    }

    /** Adds a row; one whose key is not whole is left out. */
    void add(@Nullable Object[] row) {
      read++;
      Object[] values = new Object[key.length];
      for (int i = 0; i < key.length; i++) {
        Object value = row[key[i]];
        if (value == null || value == Absent.ABSENT) {
          return;
        }
        values[i] = value;
      }
      @Nullable Object[] before = rows.putIfAbsent(keyOf(List.of(values)), row);
      if (before != null && !Arrays.deepEquals(before, row)) {
        throw new PermanentException(
            "lookup '"
                + name
                + "' holds a key twice with different values, the second time in record "
                + read
                + "; make "
                + Arrays.stream(key).mapToObj(i -> schema.field(i).name()).toList()
                + " unique, or add a column to the key");
      }
      if (rows.size() > atMost) {
        throw new PermanentException(
            "lookup '"
                + name
                + "' has more than "
                + atMost
                + " records, and all of them are kept in memory; raise 'atMost' if there is room,"
                + " or read fewer");
      }
    }

    LookupTable build() {
      return new LoadedTable(schema, typed, rows);
    }
  }
}
