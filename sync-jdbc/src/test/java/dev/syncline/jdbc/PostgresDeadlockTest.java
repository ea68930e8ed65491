package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others lock the rows of the destination in another order than we do. */
@Timeout(60)
class PostgresDeadlockTest {
  private final TestDatabase shop = TestDatabase.sqlite();
  private final TestDatabase crm = TestDatabase.postgres();

  @AfterEach
  void close() {
    shop.close();
    crm.close();
  }

  private SyncDefinition people() {
    return people(Delta.hash());
  }

  private SyncDefinition people(Delta delta) {
    return SyncDefinition.builder("people")
        .source(JdbcSource.table(shop.pool().dataSource(), "people").key("id"))
        .destination(JdbcTable.of(crm.pool().dataSource(), "people"))
        .delta(delta)
        .settings(RunSettings.DEFAULT.retryDelay(Duration.ofMillis(10)))
        .build();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Until somebody waits for a lock of this connection. */
  private void awaitWaiter(Connection holder) throws SQLException {
    try (var statement = holder.createStatement()) {
      boolean waiting = false;
      while (!waiting) {
        try (var row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY"
                    + " (pg_blocking_pids(pid))")) {
          row.next();
          waiting = row.getInt(1) > 0;
        }
      }
    }
  }

  @ParameterizedTest(name = "one transaction with the state: {0}")
  @ValueSource(booleans = {true, false})
  void aDeadlockIsTriedAgain(boolean joined) throws Exception {
    shop.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
    shop.execute("INSERT INTO people VALUES (1, 'ann'), (2, 'bob'), (3, 'cem')");
    crm.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text, note text)");
    StateStore store =
        joined ? JdbcStateStore.of(crm.pool().dataSource()) : InMemoryStateStore.create();
    try (SyncEngine engine = SyncEngine.builder().stateStore(store).build();
        Connection other = crm.connect()) {
      assertThat(engine.run(people()).ledger().inserted()).isEqualTo(3);
      shop.execute("UPDATE people SET name = name || '!'");
      // The other one waits for long before it looks for a deadlock: we are the victim.
      other.setAutoCommit(false);
      execute(other, "SET LOCAL deadlock_timeout = '30s'");
      execute(other, "UPDATE people SET note = 'hers' WHERE id = 3");
      var report = new AtomicReference<RunReport>();
      var running = new Thread(() -> report.set(engine.run(people())));
      running.start();
      awaitWaiter(other);
      execute(other, "UPDATE people SET note = 'hers' WHERE id = 1");
      other.commit();
      running.join();
      assertThat(report.get().failure()).isEmpty();
      assertThat(report.get().ledger().updated()).as(report.toString()).isEqualTo(3);
      assertThat(report.get().metrics().retries()).isPositive();
    }
    assertThat(crm.column("SELECT id || name || coalesce(note, '') FROM people ORDER BY id"))
        .containsExactly("1ann!hers", "2bob!", "3cem!hers");
  }

  @Test
  void onlyChangedColumnsAreWrittenWhereValuesAreKept() {
    shop.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, city TEXT)");
    shop.execute("INSERT INTO people VALUES (1, 'ann', 'Rome'), (2, 'bob', 'Oslo')");
    crm.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text, city text)");
    for (boolean kept : new boolean[] {true, false}) {
      crm.execute("TRUNCATE people");
      shop.execute("UPDATE people SET name = 'ann' WHERE id = 1");
      SyncDefinition sync = people(kept ? Delta.full() : Delta.hash());
      try (SyncEngine engine =
          SyncEngine.builder().stateStore(InMemoryStateStore.create()).build()) {
        engine.run(sync);
        crm.execute("UPDATE people SET city = 'by others'");
        shop.execute("UPDATE people SET name = 'Ann' WHERE id = 1");
        assertThat(engine.run(sync).ledger().updated()).isEqualTo(1);
      }
      assertThat(crm.column("SELECT name || ' ' || city FROM people WHERE id = 1"))
          .containsExactly(kept ? "Ann by others" : "Ann Rome");
    }
  }
}
