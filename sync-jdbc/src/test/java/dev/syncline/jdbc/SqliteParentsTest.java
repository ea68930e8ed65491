package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteParentsTest extends ParentsContract {
  @TempDir Path folder;

  SqliteParentsTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String generatedId() {
    return "INTEGER PRIMARY KEY AUTOINCREMENT";
  }

  @Override
  StateStore state() {
    return SqliteStateStore.at(folder.resolve("state.db"));
  }
}
