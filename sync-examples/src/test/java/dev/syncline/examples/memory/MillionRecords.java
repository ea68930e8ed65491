package dev.syncline.examples.memory;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Syncs a table of some size from one SQLite file to another, twice, and prints what came of it.
 * Runs in a process of its own, whose heap the test bounds.
 */
final class MillionRecords {
  private MillionRecords() {}

  public static void main(String[] arguments) throws SQLException {
    Path folder = Path.of(arguments[0]);
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    makeSource(source, Integer.parseInt(arguments[1]));
    SyncDefinition sync =
        SyncDefinition.builder("readings")
            .source(JdbcSource.table("source", "readings").key("id"))
            .destination(JdbcTable.of("destination", "readings").createIfMissing())
            .deletes(Deletes.byAbsence())
            .build();
    try (var engine =
        SyncEngine.builder()
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .connection("source", JdbcConnection.url(source))
            .connection(
                "destination",
                JdbcConnection.url("jdbc:sqlite:" + folder.resolve("destination.db")))
            .build()) {
      print("first", engine.run(sync));
      print("second", engine.run(sync));
    }
    System.out.println(
        "highest heap after a collection: " + (Heap.peakAfterCollection() >> 20) + " MB");
  }

  private static void print(String run, RunReport report) {
    System.out.println(
        run
            + ": "
            + report.status()
            + " inserted="
            + report.ledger().inserted()
            + " unchanged="
            + report.ledger().unchanged()
            + " absent="
            + report.ledger().absent());
    System.out.println(report);
  }

  private static void makeSource(String url, int rows) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(
          "CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor TEXT, value REAL, note TEXT)");
      statement.executeUpdate(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + rows
              + ") INSERT INTO readings SELECT i, 'sensor ' || (i % 977), i * 0.25,"
              + " 'a remark of the length that people make about reading ' || i FROM n");
      connection.commit();
    }
  }
}
