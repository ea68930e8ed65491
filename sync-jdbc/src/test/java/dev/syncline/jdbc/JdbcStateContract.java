package dev.syncline.jdbc;

import static dev.syncline.jdbc.StateEntries.SYNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.StateStoreContract;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of state stores, in a shared database. */
abstract class JdbcStateContract extends StateStoreContract {
  private final TestClock clock = TestClock.create();
  private final TestDatabase database;

  JdbcStateContract(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected StateStore open() {
    return JdbcStateStore.of(database.pool().dataSource(), clock);
  }

  @Override
  protected void advance(Duration by) {
    clock.advance(by);
  }

  @Test
  void entriesWithSpecialTextsComeBack() {
    try (StateStore store = open()) {
      StateEntries.fill(store);
      var queries = store.queries();
      assertThat(queries.pending(SYNC, Optional.empty(), 10)).contains(StateEntries.CHILD);
      assertThat(queries.runs(SYNC, 10)).containsExactly(StateEntries.RUN);
      assertThat(queries.deadLetters(SYNC, Optional.empty(), 10))
          .extracting(DeadLetter::message)
          .contains("a \u2400 in a value");
    }
  }

  @Test
  void documentedQueriesFindThem() {
    try (StateStore store = open()) {
      StateEntries.fill(store);
    }
    assertThat(StateDocument.queries())
        .hasSize(3)
        .allSatisfy(query -> assertThat(database.column(query)).contains(SYNC));
  }

  @Test
  void runsCanBeReadWithTheirMetrics() {
    try (StateStore store = open()) {
      StateEntries.fill(store);
    }
    var run = StateEntries.RUN;
    String ledger = "fetched, carried, absent, inserted, updated, unchanged, deleted, filtered";
    String more = "superseded, rejected, pending, deferred, retries, bytes_read, requests";
    for (String metric : (ledger + ", " + more + ", peak_queue").split(", ")) {
      assertThat(
              database.column("SELECT " + metric + " FROM sync_runs WHERE sync = '" + SYNC + "'"))
          .as(metric)
          .containsExactlyElementsOf(database.column("SELECT " + metric + " FROM syncline_run"));
    }
    long millis = Duration.between(run.startedAt(), run.finishedAt().orElseThrow()).toMillis();
    assertThat(database.column("SELECT duration_millis FROM sync_runs"))
        .containsExactly(String.valueOf(millis));
  }

  @Test
  void aStoreOfTheFirstVersionIsKeptAndBroughtUpToDate() {
    for (String statement : FirstVersion.script(database.dialect())) {
      database.execute(statement);
    }
    database.execute(FirstVersion.CONTENT);
    for (int time = 0; time < 2; time++) {
      try (StateStore store = open()) {
        var queries = store.queries();
        assertThat(queries.runs("old", 10))
            .singleElement()
            .satisfies(run -> assertThat(run.ledger().inserted()).isEqualTo(3));
      }
    }
    assertThat(database.column("SELECT inserted FROM sync_runs")).containsExactly("3");
    assertThat(database.column("SELECT duration_millis FROM sync_runs")).containsExactly("1500");
    assertThat(database.column("SELECT cursor_token FROM syncline_sync")).containsExactly("i:7");
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAlone() {
    try (StateStore store = open()) {
      StateEntries.fill(store);
    }
    database.execute("UPDATE syncline_meta SET val = '999' WHERE name = 'schema'");
    assertThatThrownBy(() -> open().queries().syncs())
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("newer version of Syncline (schema 999")
        .hasMessageContaining("update Syncline");
    assertThat(database.column("SELECT val FROM syncline_meta WHERE name = 'schema'"))
        .containsExactly("999");
  }

  @AfterEach
  void drop() {
    database.close();
  }
}
