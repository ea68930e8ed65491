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
import java.util.List;

/**
 * Lets many children come before their parents, then the parents, and at last deletes a thousand
 * parents, and prints what came of it. Runs in a process of its own, whose heap the test bounds.
 */
final class MillionPending {
  private static final int CHILDREN_OF_EACH = 10;
  private static final int DELETES = 1_000;

  private MillionPending() {}

  public static void main(String[] arguments) throws SQLException {
    Path folder = Path.of(arguments[0]);
    int children = Integer.parseInt(arguments[1]);
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    makeSource(source, children);
    SyncDefinition sensors =
        SyncDefinition.builder("sensors")
            .source(JdbcSource.table("source", "sensors").key("id"))
            .destination(JdbcTable.of("destination", "sensors").createIfMissing())
            .deletes(Deletes.byAbsence().atMostPercent(100))
            .build();
    SyncDefinition readings =
        SyncDefinition.builder("readings")
            .source(JdbcSource.table("source", "readings").key("id"))
            .map(m -> m.fields("id", "note"))
            .parent("sensor_id", "sensors", "sensor")
            .destination(JdbcTable.of("destination", "readings").createIfMissing())
            .deletes(Deletes.byAbsence().atMostPercent(100))
            .build();
    try (var engine =
        SyncEngine.builder()
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .connection("source", JdbcConnection.url(source))
            .connection(
                "destination",
                JdbcConnection.url("jdbc:sqlite:" + folder.resolve("destination.db")))
            .build()) {
      print("early", engine.run(readings));
      print("parents", engine.run(sensors));
      print("late", engine.run(readings));
      run(source, "DELETE FROM sensors WHERE id <= " + DELETES);
      print("held", engine.run(sensors));
      run(source, "DELETE FROM readings WHERE sensor <= " + DELETES);
      List<RunReport> deletes = engine.runAll(List.of(readings, sensors));
      print("parents go", deletes.get(0));
      print("children go", deletes.get(1));
      System.out.println(
          "pending in the end: "
              + engine.state().state("readings").pending()
              + ", highest heap after a collection: "
              + (Heap.peakAfterCollection() >> 20)
              + " MB");
    }
  }

  private static void print(String run, RunReport report) {
    System.out.println(run + ": " + report.status() + " " + report.ledger().byOutcome());
    System.out.println(report);
  }

  private static void makeSource(String url, int children) throws SQLException {
    run(
        url,
        "CREATE TABLE sensors (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor INTEGER, note TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + children / CHILDREN_OF_EACH
            + ") INSERT INTO sensors SELECT i, 'sensor ' || i FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + children
            + ") INSERT INTO readings SELECT i, 1 + (i % "
            + children / CHILDREN_OF_EACH
            + "), 'a remark of the length that people make about reading ' || i FROM n",
        "CREATE INDEX readings_by_sensor ON readings (sensor)");
  }

  private static void run(String url, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
      connection.commit();
    }
  }
}
