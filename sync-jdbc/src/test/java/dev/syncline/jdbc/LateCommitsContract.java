package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Transactions of a real server that take their cursor value early and commit late
 * (confluentinc/kafka-connect-jdbc#1015, dlt-hub/dlt#2269), and many rows with one value
 * (kafka-connect-jdbc#1093, #1239).
 */
abstract class LateCommitsContract {
  private final TestDatabase shop;
  private final TestDatabase crm = TestDatabase.sqlite();
  private final TestClock clock = TestClock.create();
  private final SyncEngine engine =
      SyncEngine.builder().stateStore(InMemoryStateStore.create()).clock(clock).build();

  LateCommitsContract(TestDatabase shop) {
    this.shop = shop;
  }

  @BeforeEach
  void people() {
    shop.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, version VARCHAR(20), number BIGINT,"
            + " changed TIMESTAMP NULL)",
        "INSERT INTO people VALUES (1, 'v001', 1, '2024-01-01 10:00:00')");
    crm.execute("CREATE TABLE people (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    engine.close();
    shop.close();
    crm.close();
  }

  private RunReport run(String cursor, Duration overlap) {
    Delta delta = cursor.equals("changed") ? Delta.timestamp() : Delta.rowversion();
    RunReport report =
        engine.run(
            SyncDefinition.builder("people")
                .source(
                    JdbcSource.table(shop.pool().dataSource(), "people").key("id").cursor(cursor))
                .map(m -> m.fields("id"))
                .delta(delta.overlap(overlap))
                .destination(JdbcTable.of(crm.pool().dataSource(), "people"))
                .build());
    assertThat(report.failure()).as(report.toString()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    return report;
  }

  private List<String> arrived() {
    return crm.column("SELECT id FROM people ORDER BY id");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Row 2 has the lower value and is committed after row 3 has been read. */
  private void commitOutOfOrder(String cursor, Duration overlap) throws SQLException {
    run(cursor, overlap);
    run(cursor, overlap);
    run(cursor, overlap);
    try (Connection slow = shop.connect()) {
      slow.setAutoCommit(false);
      execute(slow, "INSERT INTO people VALUES (2, 'v002', 2, '2024-01-01 10:00:30')");
      shop.execute("INSERT INTO people VALUES (3, 'v003', 3, '2024-01-01 10:01:00')");
      run(cursor, overlap);
      assertThat(arrived()).containsExactly("1", "3");
      slow.commit();
    }
    shop.execute("INSERT INTO people VALUES (4, 'v004', 4, '2024-01-01 10:01:10')");
    run(cursor, overlap);
  }

  @Test
  void aLateTimestampIsSeenWithinTheOverlap() throws SQLException {
    commitOutOfOrder("changed", Duration.ofMinutes(1));
    assertThat(arrived()).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aLateNumberIsSeenWithinTheOverlap() throws SQLException {
    commitOutOfOrder("number", Duration.ofMinutes(1));
    assertThat(arrived()).containsExactly("1", "2", "3", "4");
  }

  /** As rowversions come out of SQL Server by some drivers. */
  @Test
  void aLateTextIsSeenWithinTheOverlap() throws SQLException {
    commitOutOfOrder("version", Duration.ofMinutes(1));
    assertThat(arrived()).containsExactly("1", "2", "3", "4");
  }

  /** What the overlap is for: without one, just such a row is lost. */
  @Test
  void withoutAnOverlapItIsNotSeen() throws SQLException {
    commitOutOfOrder("number", Duration.ZERO);
    assertThat(arrived()).containsExactly("1", "3", "4");
  }

  @Test
  void rowsThatComeLaterWithTheLastValueAreSeen() {
    for (int id = 2; id <= 40; id++) {
      shop.execute("INSERT INTO people VALUES (" + id + ", 'v001', 1, '2024-01-01 10:00:00')");
      if (id % 13 == 0) {
        run("number", Duration.ZERO);
      }
    }
    run("number", Duration.ZERO);
    assertThat(arrived()).hasSize(40);
    assertThat(run("number", Duration.ZERO).ledger().unchanged()).isEqualTo(40);
  }
}
