package dev.syncline.jdbc.destination;

import dev.syncline.jdbc.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves that a connection of the state store leads to the destination's database. Addresses are no
 * proof: two names may be one server, and one name two. Of an SQLite file, the file system tells;
 * of a server, a mark that is written through one connection and read through the other.
 */
final class SameDatabase {
  private static final String MARKS = "syncline_meta";

  private final Database destination;

  SameDatabase(Database destination) {
    this.destination = destination;
  }

  boolean as(Connection state) throws SQLException {
    try (Connection own = destination.connect()) {
      var meta = own.getMetaData();
      var other = state.getMetaData();
      boolean alike =
          meta.getDatabaseProductName().equals(other.getDatabaseProductName())
              && Objects.equals(meta.getUserName(), other.getUserName())
              && Objects.equals(own.getCatalog(), state.getCatalog())
              && Objects.equals(own.getSchema(), state.getSchema());
      if (!alike) {
        return false;
      }
      return meta.getDatabaseProductName().equals("SQLite")
          ? sameFile(own, state)
          : readsMark(own, state);
    }
  }

  private static boolean sameFile(Connection own, Connection state) throws SQLException {
    Optional<Path> here = file(own);
    Optional<Path> there = file(state);
    try {
      return here.isPresent() && there.isPresent() && Files.isSameFile(here.get(), there.get());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> file(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA database_list")) {
      while (row.next()) {
        if (row.getString(2).equals("main") && !row.getString(3).isEmpty()) {
          return Optional.of(Path.of(row.getString(3)));
        }
      }
      return Optional.empty();
    }
  }

  private static boolean readsMark(Connection own, Connection state) throws SQLException {
    String mark = "mark-" + UUID.randomUUID();
    try {
      mark(own, "INSERT INTO " + MARKS + " (name, val) VALUES (?, 'mark')", mark);
    } catch (SQLException e) {
      // Not there, or not ours to write.
      return false;
    }
    try (var statement = state.prepareStatement("SELECT val FROM " + MARKS + " WHERE name = ?")) {
      statement.setString(1, mark);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    } finally {
      mark(own, "DELETE FROM " + MARKS + " WHERE name = ?", mark);
    }
  }

  private static void mark(Connection own, String sql, String mark) throws SQLException {
    try (var statement = own.prepareStatement(sql)) {
      statement.setString(1, mark);
      statement.executeUpdate();
    }
  }
}
