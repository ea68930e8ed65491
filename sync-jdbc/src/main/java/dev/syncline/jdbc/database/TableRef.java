package dev.syncline.jdbc.database;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that exists, spelled as the database spells it.
 *
 * @param catalog its catalog, where the database has such
 * @param schema its schema, where the database has such
 * @param name its name
 */
public record TableRef(@Nullable String catalog, @Nullable String schema, String name) {

  /**
   * Finds a table by its name, with or without a schema; case matters only where two tables differ
   * in nothing else.
   *
   * @throws PermanentException if there is none, naming the nearest one
   */
  public static TableRef require(Connection connection, String name) throws SQLException {
    return find(connection, name)
        .orElseThrow(
            () -> {
              String bare = name.substring(name.lastIndexOf('.') + 1);
              return new PermanentException(
                  "the table '" + name + "' does not exist" + hint(connection, bare));
            });
  }

  private static String hint(Connection connection, String name) {
    try {
      List<String> names =
          list(connection, connection.getCatalog(), schemaOf(connection)).stream()
              .map(TableRef::name)
              .toList();
      return names.size() > 20
          ? Nearest.to(name, names).map(n -> "; did you mean '" + n + "'?").orElse("")
          : Nearest.hint(name, names);
    } catch (SQLException e) {
      return "";
    }
  }

  /** Finds a table by its name, with or without a schema. */
  public static Optional<TableRef> find(Connection connection, String name) throws SQLException {
    String catalog = connection.getCatalog();
    Optional<TableRef> here = match(list(connection, catalog, schemaOf(connection)), name);
    int dot = name.lastIndexOf('.');
    if (here.isPresent() || dot < 0) {
      return here;
    }
    String outer = name.substring(0, dot);
    String inner = name.substring(dot + 1);
    boolean schemas = connection.getMetaData().supportsSchemasInTableDefinitions();
    for (String spelled : List.of(outer, outer.toUpperCase(Locale.ROOT))) {
      var tables = schemas ? list(connection, catalog, spelled) : list(connection, spelled, null);
      var found = match(tables, inner);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<TableRef> match(List<TableRef> tables, String name) {
    List<TableRef> alike =
        tables.stream().filter(table -> table.name.equalsIgnoreCase(name)).toList();
    Optional<TableRef> exact = alike.stream().filter(t -> t.name.equals(name)).findFirst();
    return exact.isPresent() || alike.size() != 1 ? exact : Optional.of(alike.get(0));
  }

  private static @Nullable String schemaOf(Connection connection) throws SQLException {
    return connection.getMetaData().supportsSchemasInTableDefinitions()
        ? connection.getSchema()
        : null;
  }

  private static List<TableRef> list(
      Connection connection, @Nullable String catalog, @Nullable String schema)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    var tables = new ArrayList<TableRef>();
    try (ResultSet row = meta.getTables(catalog, schema, "%", null)) {
      while (row.next()) {
        String type = String.valueOf(row.getString("TABLE_TYPE"));
        boolean readable = type.contains("TABLE") || type.contains("VIEW");
        if (readable && !type.contains("SYSTEM")) {
          tables.add(
              new TableRef(
                  row.getString("TABLE_CAT"),
                  row.getString("TABLE_SCHEM"),
                  row.getString("TABLE_NAME")));
        }
      }
    }
    return tables;
  }

  /** The name as it stands in SQL. */
  public String quoted(Dialect dialect) {
    return Stream.of(Optional.ofNullable(schema == null ? catalog : schema), Optional.of(name))
        .flatMap(Optional::stream)
        .filter(part -> !part.isEmpty())
        .map(dialect::quote)
        .reduce((a, b) -> a + "." + b)
        .orElseThrow();
  }
}
