package dev.syncline.jdbc;

import static dev.syncline.jdbc.StateEntries.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

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

  @AfterEach
  void drop() {
    database.close();
  }
}
