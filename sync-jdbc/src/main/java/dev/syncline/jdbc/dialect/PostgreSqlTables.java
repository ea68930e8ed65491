package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Tables of PostgreSQL. */
final class PostgreSqlTables extends TableSql {
  PostgreSqlTables(Dialect dialect) {
    super(dialect);
  }

  @Override
  public String uuid() {
    return "UUID";
  }

  /** Unless it is said again, a new type of text has the database's own collation. */
  @Override
  public Optional<String> widen(
      Connection connection, String table, String column, String definition) throws SQLException {
    String sql =
        "SELECT c.collname FROM pg_attribute a JOIN pg_collation c ON c.oid = a.attcollation"
            + " WHERE a.attrelid = ?::regclass AND a.attname = ? AND c.collname <> 'default'";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setString(2, column);
      try (var row = statement.executeQuery()) {
        String collation = row.next() ? " COLLATE " + dialect().quote(row.getString(1)) : "";
        return super.widen(connection, table, column, definition + collation);
      }
    }
  }
}
