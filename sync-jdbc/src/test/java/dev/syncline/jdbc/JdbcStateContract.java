package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.StateStoreContract;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

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

  @AfterEach
  void drop() {
    database.close();
  }
}
