package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.StateStoreContract;
import dev.syncline.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateStoreTest extends StateStoreContract {
  private final TestClock clock = TestClock.create();
  @TempDir Path folder;

  @Override
  protected StateStore open() {
    return SqliteStateStore.at(folder.resolve("state.db"), clock);
  }

  @Override
  protected void advance(Duration by) {
    clock.advance(by);
  }
}
