package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.SyncEngineBuilder;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all commands need.
 *
 * @param surroundings the environment
 * @param out where answers go
 * @param err where problems go
 */
record Runner(Surroundings surroundings, PrintStream out, PrintStream err) {
  private static final String STATE_FILE = "sync-state.db";

  Mapping mapping() {
    return Mapping.load(surroundings);
  }

  /**
   * An engine for the syncs of a mapping. The state is where SYNC_STATE_DIR says, else where the
   * project says, else in the working directory.
   */
  SyncEngine engine(Mapping mapping) {
    SyncEngineBuilder builder = SyncEngine.builder().project(mapping.project()).stopOnShutdown();
    if (surroundings.state().isPresent() || mapping.project().stateStore().isEmpty()) {
      Path folder = surroundings.state().orElse(Path.of("."));
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      builder.stateStore(SqliteStateStore.at(folder.resolve(STATE_FILE)));
    }
    return builder.build();
  }
}
