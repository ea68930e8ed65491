package dev.syncline.jdbc;

import dev.syncline.api.state.StateStore;
import dev.syncline.jdbc.database.PooledDataSource;
import dev.syncline.jdbc.state.SqlStateStore;
import dev.syncline.jdbc.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The state store for one machine: an SQLite file, made at first use. Several processes of the
 * machine may use it at once; a network drive is no place for it.
 *
 * <p>A checkpoint survives {@code kill -9}; the in-doubt journal also survives the loss of power. A
 * file that is damaged, empty, no database or written by a newer version is refused, never
 * replaced.
 */
public final class SqliteStateStore {
  private static final int CONNECTIONS = 6;

  /**
   * 32 MiB of pages for each connection that needs them, and a write-ahead log of up to 64 MB: with
   * the index of a million keys in reach, loading them takes half the time.
   */
  private static final Map<String, String> MEASURED =
      Map.of("cache_size", "-32768", "wal_autocheckpoint", "16000");

  private SqliteStateStore() {}

  /** A store in a file whose folder exists. */
  public static StateStore at(Path file) {
    return at(file, Clock.systemUTC());
  }

  /** A store in a file; leases expire by this clock. */
  public static StateStore at(Path file, Clock clock) {
    var pool =
        new PooledDataSource(
            "jdbc:sqlite:" + file, Optional.empty(), Optional.empty(), CONNECTIONS, MEASURED);
    boolean inMemory = file.toString().contains(":memory:");
    return new SqlStateStore(
        pool.database(),
        "the state file '" + file + "'",
        Optional.of(clock),
        inMemory ? Optional.empty() : Optional.of(new StateFile(file)),
        pool::close);
  }
}
