package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates a destination table from the mapped fields. */
final class TableMaker {
  private final Database database;

  TableMaker(Database database) {
    this.database = database;
  }

  /**
   * Creates the table.
   *
   * @throws PermanentException if there is no key, before anything is made: nothing could be
   *     written into a table whose rows are not known
   */
  void create(String table, Target target, List<String> key) throws SQLException {
    if (key.isEmpty()) {
      throw new PermanentException(
          "the table '"
              + table
              + "' would be created without a primary key; name the key columns of the"
              + " destination");
    }
    try (var transaction = database.write()) {
      Dialect.run(transaction.connection(), sql(transaction.dialect(), table, target, key));
      transaction.commit();
    }
  }

  private static String sql(Dialect dialect, String table, Target target, List<String> key) {
    String columns =
        target.schema().fields().stream()
            .map(field -> column(dialect, field, key.contains(field.name())))
            .collect(Collectors.joining(", "));
    String primaryKey = ", PRIMARY KEY (" + dialect.quoted(key) + ")";
    String name =
        Stream.of(table.split("\\.")).map(dialect::quote).collect(Collectors.joining("."));
    return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + primaryKey + ")";
  }

  private static String column(Dialect dialect, Field field, boolean key) {
    return dialect.quote(field.name())
        + " "
        + dialect.columnDefinition(field, key)
        + (key ? " NOT NULL" : "");
  }
}
