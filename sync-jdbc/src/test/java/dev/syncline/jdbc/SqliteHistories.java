package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.simulation.Simulation;
import dev.syncline.testkit.simulation.SimulationReport;
import dev.syncline.testkit.simulation.StateStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Simulated histories over state files. */
final class SqliteHistories {
  private SqliteHistories() {}

  static SimulationReport run(Path folder, long firstSeed, long histories) {
    return Simulation.over(() -> new StateFile(folder.resolve("state.db")))
        .run(firstSeed, histories);
  }

  private record StateFile(Path file) implements StateStores {

    @Override
    public StateStore open(Clock clock) {
      return SqliteStateStore.at(file, clock);
    }

    @Override
    public void close() {
      try {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
          Files.deleteIfExists(Path.of(file + suffix));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
