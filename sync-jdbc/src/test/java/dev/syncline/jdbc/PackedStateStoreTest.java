package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.state.Packing;
import dev.syncline.jdbc.state.SqlStateStore;
import dev.syncline.testkit.StateStoreContract;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract, where few record states are already packed, and stand side by side with others that
 * are not: found by an index, by looking through the segments, and by both.
 */
class PackedStateStoreTest {
  private static final int NEVER = Integer.MAX_VALUE;

  /** The contract on one database, at one measure. */
  abstract static class Packed extends StateStoreContract {
    private final TestClock clock = TestClock.create();
    private final TestDatabase database;
    private final Packing packing;

    Packed(TestDatabase database, Packing packing) {
      this.database = database;
      this.packing = packing;
    }

    @Override
    protected StateStore open() {
      return new SqlStateStore(
          Database.over(database.pool().dataSource()),
          "the state store",
          Optional.of(clock),
          Optional.empty(),
          () -> {},
          packing);
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

  @Nested
  @DisplayName("SQLite, all packed and indexed")
  class SqliteIndexed extends Packed {
    SqliteIndexed() {
      super(TestDatabase.sqlite(), new Packing(1, 50, 0));
    }
  }

  @Nested
  @DisplayName("SQLite, all packed and looked through")
  class SqliteLookedThrough extends Packed {
    SqliteLookedThrough() {
      super(TestDatabase.sqlite(), new Packing(1, 50, NEVER));
    }
  }

  @Nested
  @DisplayName("SQLite, some packed, indexed late")
  class SqliteMixed extends Packed {
    SqliteMixed() {
      super(TestDatabase.sqlite(), new Packing(2, 100, 4));
    }
  }

  @Nested
  @DisplayName("SQLite, none packed, indexed")
  class SqliteLoose extends Packed {
    SqliteLoose() {
      super(TestDatabase.sqlite(), new Packing(NEVER, 100, 0));
    }
  }

  @Nested
  @DisplayName("PostgreSQL, all packed and indexed")
  class PostgresIndexed extends Packed {
    PostgresIndexed() {
      super(TestDatabase.postgres(), new Packing(1, 50, 0));
    }
  }

  @Nested
  @DisplayName("H2, some packed, indexed late")
  class H2Mixed extends Packed {
    H2Mixed() {
      super(TestDatabase.h2File(), new Packing(2, 100, 4));
    }
  }

  @Nested
  @DisplayName("MariaDB, some packed and looked through")
  class MariaDbLookedThrough extends Packed {
    MariaDbLookedThrough() {
      super(TestDatabase.mariaDb(), new Packing(2, 500, NEVER));
    }
  }
}
