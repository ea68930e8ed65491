package dev.syncline.jdbc.destination;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A destination table as the database describes it.
 *
 * @param table where it is
 * @param columns its columns by name
 * @param primaryKey the columns of its primary key, in order
 * @param uniqueKeys sets of columns that are unique over all rows
 * @param exact whether keys are equal only if their texts are the same
 */
record TableShape(
    TableRef table,
    Map<String, Column> columns,
    List<String> primaryKey,
    List<Set<String>> uniqueKeys,
    boolean exact) {

  /**
   * One column.
   *
   * @param name its name
   * @param type how it is read and written
   * @param nullable whether it takes null
   */
  record Column(String name, ColumnType type, boolean nullable) {}

  static TableShape of(Connection connection, Dialect dialect, TableRef table) throws SQLException {
    var columns = new LinkedHashMap<String, Column>();
    boolean exact = dialect.comparesExactly(connection, table.name());
    Set<String> otherEncodings =
        table.catalog() == null
            ? Set.of()
            : dialect.otherEncodings(connection, table.catalog(), table.name());
    try (var statement = connection.createStatement();
        var nothing =
            statement.executeQuery("SELECT * FROM " + table.quoted(dialect) + " WHERE 1 = 0")) {
      for (ColumnMeta meta : ColumnMeta.of(nothing.getMetaData())) {
        ColumnType type = dialect.type(meta);
        columns.put(
            meta.name(),
            new Column(
                meta.name(),
                otherEncodings.contains(meta.name()) ? type.inSingleBytes() : type,
                meta.nullable()));
        boolean loose =
            meta.typeName().contains("ignorecase") || meta.typeName().contains("citext");
        exact = exact && !loose;
      }
    }
    List<String> primaryKey = primaryKey(connection.getMetaData(), table);
    var unique = new ArrayList<>(uniqueIndexes(connection, dialect, table));
    if (!primaryKey.isEmpty()) {
      unique.add(Set.copyOf(primaryKey));
    }
    return new TableShape(table, columns, primaryKey, unique, exact);
  }

  private static List<String> primaryKey(DatabaseMetaData meta, TableRef table)
      throws SQLException {
    var byPosition = new TreeMap<Integer, String>();
    try (ResultSet row = meta.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
      while (row.next()) {
        byPosition.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(byPosition.values());
  }

  private static List<Set<String>> uniqueIndexes(
      Connection connection, Dialect dialect, TableRef table) throws SQLException {
    var indexes = new LinkedHashMap<String, Set<String>>();
    Set<String> unusable = new HashSet<>(dialect.partialIndexes(connection, table.name()));
    try (ResultSet row =
        connection
            .getMetaData()
            .getIndexInfo(table.catalog(), table.schema(), table.name(), true, true)) {
      while (row.next()) {
        String index = row.getString("INDEX_NAME");
        // Asked for unique indexes only, the driver of SQLite tells of all.
        if (index == null || row.getBoolean("NON_UNIQUE")) {
          continue;
        }
        String column = row.getString("COLUMN_NAME");
        boolean partial = row.getString("FILTER_CONDITION") != null;
        if (column == null || partial || column.startsWith("(")) {
          unusable.add(index);
        } else {
          indexes.computeIfAbsent(index, unused -> new HashSet<>()).add(column);
        }
      }
    }
    indexes.keySet().removeAll(unusable);
    return List.copyOf(indexes.values());
  }

  /**
   * A column by its name; case matters only where two columns differ in nothing else.
   *
   * @throws PermanentException if there is none, naming the nearest one
   */
  Column require(String role, String name) {
    Column exactly = columns.get(name);
    if (exactly != null) {
      return exactly;
    }
    List<Column> alike =
        columns.values().stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
    if (alike.size() == 1) {
      return alike.get(0);
    }
    throw new PermanentException(
        "the table '"
            + table.name()
            + "' has no column '"
            + name
            + "' for the "
            + role
            + Nearest.hint(name, columns.keySet()));
  }

  boolean isUnique(List<String> names) {
    return uniqueKeys.contains(Set.copyOf(names));
  }
}
