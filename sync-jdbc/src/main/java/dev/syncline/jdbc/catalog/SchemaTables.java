package dev.syncline.jdbc.catalog;

import dev.syncline.api.error.PermanentException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of one schema, as the driver describes them. */
final class SchemaTables {
  private final DatabaseMetaData meta;
  private final @Nullable String catalog;
  private final @Nullable String schema;
  private final Optional<String> named;

  /**
   * @param named the schema; in databases without schemas, the database
   */
  SchemaTables(Connection connection, Optional<String> named) throws SQLException {
    this.meta = connection.getMetaData();
    this.named = named;
    boolean schemas = meta.supportsSchemasInTableDefinitions();
    if (schemas) {
      this.catalog = connection.getCatalog();
      this.schema =
          named.isPresent() ? spelled(meta.getSchemas(), named.get()) : connection.getSchema();
    } else {
      this.catalog =
          named.isPresent() ? spelled(meta.getCatalogs(), named.get()) : connection.getCatalog();
      this.schema = null;
    }
  }

  private static String spelled(ResultSet known, String name) throws SQLException {
    String alike = null;
    try (ResultSet row = known) {
      while (row.next()) {
        String one = row.getString(1);
        if (one.equals(name)) {
          return one;
        }
        alike = one.equalsIgnoreCase(name) ? one : alike;
      }
    }
    if (alike == null) {
      throw new PermanentException("there is no schema '" + name + "'");
    }
    return alike;
  }

  /** The tables by their names. */
  List<String> names(boolean views) throws SQLException {
    var names = new ArrayList<String>();
    try (ResultSet row = meta.getTables(catalog, schema, "%", null)) {
      while (row.next()) {
        String type = String.valueOf(row.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        boolean table = type.contains("TABLE") && !type.contains("SYSTEM") && !isLocal(type);
        if (table || (views && type.contains("VIEW") && !type.contains("SYSTEM"))) {
          names.add(row.getString("TABLE_NAME"));
        }
      }
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  private static boolean isLocal(String type) {
    return type.contains("TEMPORARY");
  }

  /** The name by which a definition finds the table. */
  String qualified(String table) {
    return named.map(outer -> outer + "." + table).orElse(table);
  }

  /** The primary key; else the smallest unique index without nulls; else nothing. */
  List<String> key(String table) throws SQLException {
    var primary = new TreeMap<Integer, String>();
    try (ResultSet row = meta.getPrimaryKeys(catalog, schema, table)) {
      while (row.next()) {
        primary.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    return primary.isEmpty() ? uniqueKey(table) : List.copyOf(primary.values());
  }

  private List<String> uniqueKey(String table) throws SQLException {
    Set<String> required = required(table);
    var indexes = new TreeMap<String, TreeMap<Integer, String>>();
    Set<String> unusable = new HashSet<>();
    try (ResultSet row = meta.getIndexInfo(catalog, schema, table, true, true)) {
      while (row.next()) {
        String index = row.getString("INDEX_NAME");
        String column = row.getString("COLUMN_NAME");
        if (index == null || row.getBoolean("NON_UNIQUE")) {
          continue;
        }
        if (column == null
            || column.startsWith("(")
            || row.getString("FILTER_CONDITION") != null
            || !required.contains(column)) {
          unusable.add(index);
        } else {
          indexes
              .computeIfAbsent(index, unused -> new TreeMap<>())
              .put(row.getInt("ORDINAL_POSITION"), column);
        }
      }
    }
    indexes.keySet().removeAll(unusable);
    return indexes.values().stream()
        .map(columns -> List.copyOf(columns.values()))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  /** The columns that take no nulls; the description of a query does not tell it everywhere. */
  Set<String> required(String table) throws SQLException {
    Set<String> required = new HashSet<>();
    try (ResultSet row = meta.getColumns(catalog, schema, escaped(table), "%")) {
      while (row.next()) {
        if (row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
            && table.equals(row.getString("TABLE_NAME"))) {
          required.add(row.getString("COLUMN_NAME"));
        }
      }
    }
    return required;
  }

  /** In a pattern, an underscore stands for any letter. */
  private String escaped(String table) throws SQLException {
    String escape = meta.getSearchStringEscape();
    return table.replace("_", escape + "_").replace("%", escape + "%");
  }

  /**
   * A foreign key.
   *
   * @param parent the table that it refers to
   * @param columns the columns of this table, by those of the parent
   */
  record ForeignKey(String parent, Map<String, String> columns) {

    /** The columns in the order of the parent's key; empty if they refer to something else. */
    Optional<List<String>> columnsFor(List<String> key) {
      boolean same = !key.isEmpty() && columns.keySet().equals(Set.copyOf(key));
      return same ? Optional.of(key.stream().map(columns::get).toList()) : Optional.empty();
    }
  }

  /** Those to tables of the same schema. */
  List<ForeignKey> foreignKeys(String table) throws SQLException {
    var found = new ArrayList<ForeignKey>();
    String parent = null;
    Map<String, String> columns = new LinkedHashMap<>();
    try (ResultSet row = meta.getImportedKeys(catalog, schema, table)) {
      while (row.next()) {
        if (row.getInt("KEY_SEQ") == 1 && parent != null) {
          found.add(new ForeignKey(parent, columns));
          columns = new LinkedHashMap<>();
        }
        String outer =
            schema == null ? row.getString("PKTABLE_CAT") : row.getString("PKTABLE_SCHEM");
        String own = schema == null ? catalog : schema;
        parent = row.getString("PKTABLE_NAME");
        if (outer == null || own == null || outer.equals(own)) {
          columns.put(row.getString("PKCOLUMN_NAME"), row.getString("FKCOLUMN_NAME"));
        }
      }
    }
    if (parent != null) {
      found.add(new ForeignKey(parent, columns));
    }
    return found;
  }
}
