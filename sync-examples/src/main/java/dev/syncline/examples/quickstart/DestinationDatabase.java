package dev.syncline.examples.quickstart;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The destination: an SQLite file whose tables give every row an id of their own. */
final class DestinationDatabase {
  private final Path file;

  DestinationDatabase(Path file) {
    this.file = file;
  }

  void makeTablesIfMissing() throws SQLException {
    try (Connection database = DriverManager.getConnection(QuickstartFiles.url(file));
        Statement sql = database.createStatement()) {
      database.setAutoCommit(false);
      sql.executeUpdate(
          """
          CREATE TABLE IF NOT EXISTS countries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL)
          """);
      sql.executeUpdate(
          """
          CREATE TABLE IF NOT EXISTS regions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            country_id INTEGER NOT NULL REFERENCES countries(id),
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (country_id, code))
          """);
      database.commit();
    }
  }

  /** The same tables, which would also take a record twice. */
  void makeTablesWithoutUniqueKeys() throws SQLException {
    try (Connection database = DriverManager.getConnection(QuickstartFiles.url(file));
        Statement sql = database.createStatement()) {
      sql.execute("PRAGMA journal_mode = WAL");
      sql.executeUpdate(
          """
          CREATE TABLE countries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL,
            name TEXT NOT NULL)
          """);
      sql.executeUpdate("CREATE INDEX countries_by_key ON countries (code)");
      sql.executeUpdate(
          """
          CREATE TABLE regions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            country_id INTEGER NOT NULL REFERENCES countries(id),
            code TEXT NOT NULL,
            name TEXT NOT NULL)
          """);
      sql.executeUpdate("CREATE INDEX regions_by_key ON regions (country_id, code)");
    }
  }
}
