package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL's own row versions: what changed is found without a column, however late. */
class PostgresRowVersionsTest {
  private final TestDatabase database = TestDatabase.postgres();
  private final SyncEngine engine =
      SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();
  private final JdbcSource people =
      JdbcSource.table(database.pool().dataSource(), "people").key("id").cursor("xmin");

  @BeforeEach
  void people() {
    database.execute(
        "CREATE TABLE people (id bigint PRIMARY KEY, name text)",
        "INSERT INTO people SELECT i, 'person ' || i FROM generate_series(1, 100) i");
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private RunReport run(JdbcSource source) {
    RunReport report =
        engine.run(
            SyncDefinition.builder("people")
                .source(source)
                .destination(JdbcTable.of(database.pool().dataSource(), "copies").createIfMissing())
                .build());
    assertThat(report.status().success()).as(report.toString()).isTrue();
    return report;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void onlyWhatChangedIsRead() {
    assertThat(run(people).ledger().inserted()).isEqualTo(100);
    database.execute(
        "UPDATE people SET name = 'renamed' WHERE id = 7",
        "INSERT INTO people VALUES (101, 'new')");
    RunReport report = run(people);
    assertThat(report.ledger().updated()).isEqualTo(1);
    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().fetched()).isEqualTo(2);
    assertThat(run(people).ledger().fetched()).isZero();
  }

  /** confluentinc/kafka-connect-jdbc#1015, dlt-hub/dlt#2269: such rows are lost for good. */
  @Test
  void aCommitThatIsLaterThanARunIsSeenByTheNext() throws SQLException {
    run(people);
    try (Connection slow = database.connect()) {
      slow.setAutoCommit(false);
      execute(slow, "INSERT INTO people VALUES (200, 'slow')");
      execute(slow, "UPDATE people SET name = 'slowly' WHERE id = 1");
      database.execute("INSERT INTO people VALUES (201, 'fast')");
      assertThat(run(people).ledger().inserted()).isEqualTo(1);
      database.execute("INSERT INTO people VALUES (202, 'faster')");
      assertThat(run(people).ledger().inserted()).isEqualTo(1);
      slow.commit();
    }
    RunReport report = run(people);
    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().updated()).isEqualTo(1);
    assertThat(run(people).ledger().fetched()).isZero();
    assertThat(database.column("SELECT count(*) FROM copies")).containsExactly("103");
  }

  /** The number of a nested transaction is higher than that of the one that it is part of. */
  @Test
  void whatANestedTransactionWroteIsSeen() throws SQLException {
    run(people);
    try (Connection slow = database.connect()) {
      slow.setAutoCommit(false);
      execute(slow, "INSERT INTO people VALUES (200, 'outer')");
      execute(slow, "SAVEPOINT inner_one");
      execute(slow, "INSERT INTO people VALUES (201, 'inner')");
      run(people);
      database.execute("INSERT INTO people VALUES (202, 'other')");
      run(people);
      slow.commit();
    }
    assertThat(run(people).ledger().inserted()).isEqualTo(2);
  }

  @Test
  void aFilterAndFewerColumnsGoWithIt() {
    JdbcSource some = people.where("id <> 3").columns("name");
    assertThat(run(some).ledger().inserted()).isEqualTo(99);
    database.execute("UPDATE people SET name = 'renamed' WHERE id IN (3, 4)");
    assertThat(run(some).ledger().fetched()).isEqualTo(1);
  }

  @Test
  void theVersionsOfAnotherDatabaseAreRefused() {
    var extractor = people.toSpec().local().orElseThrow().get();
    var limits = new BatchLimits(10, 1_000);
    var later = new ExtractRequest.Since(new Cursor(1, "i:999999999999"), limits);
    assertThatThrownBy(() -> extractor.open(later))
        .isInstanceOf(CursorRefusedException.class)
        .hasMessageContaining("only a full scan");
  }

  /** Before and behind the point where the 32 bits of a row's version begin anew. */
  @Test
  void theRoundOfNumbersIsNoHindrance() {
    var versions = new int[][] {{-5, 0}, {-1, 0}, {0, 1}, {3, 1}};
    long bound = (5L << 32) + 2;
    for (int[] version : versions) {
      long full = (5L << 32) + version[0];
      String condition =
          database
              .dialect()
              .rowVersions("xmin")
              .orElseThrow()
              .atLeast(5L << 32, bound)
              .replace("xmin", "'" + full % (1L << 32) + "'");
      assertThat(database.column("SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END"))
          .containsExactly(String.valueOf(version[1]));
    }
  }
}
