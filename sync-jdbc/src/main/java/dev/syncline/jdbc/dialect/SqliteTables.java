package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.util.Optional;

/** Tables of SQLite. */
final class SqliteTables extends TableSql {
  SqliteTables(Dialect dialect) {
    super(dialect);
  }

  @Override
  public String uuid() {
    return "TEXT";
  }

  /** A column takes what it takes; its declared length is no bound. */
  @Override
  public Optional<String> widen(
      Connection connection, String table, String column, String definition) {
    return Optional.empty();
  }
}
