package dev.syncline.migration;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.core.Adoption;
import dev.syncline.core.KnownRecord;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state file of the earlier system: an SQLite database with the tables {@code record_mappings},
 * {@code sync_runs} and {@code sync_metadata}. It is only read.
 *
 * <p>What counts is {@code record_mappings}: which row of the source is which record at the
 * destination. {@link #adopt} tells it to the engine, so that nothing is created twice. The hashes
 * in it cannot be repeated, and the times in {@code sync_metadata} are those of a client's clock,
 * behind which rows were missed: the first run reads everything and sends what it knows.
 *
 * <p><b>Threading.</b> For one thread. <b>Errors.</b> {@link PermanentException} for a file that
 * cannot be read, or is no such file.
 */
public final class EarlierState implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  private EarlierState(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * What the earlier system knew of one sync.
   *
   * @param sync its name in the mapping file
   * @param records how many records it knew
   * @param runs how many runs it remembered
   * @param failedRuns how many of them did not end well
   * @param unaccounted how many records its runs read and neither wrote nor skipped: those that
   *     failed, and were never tried again
   * @param lastSyncTime until when it had read, by its own clock; empty if it never ended well
   */
  public record Known(
      String sync,
      long records,
      long runs,
      long failedRuns,
      long unaccounted,
      Optional<String> lastSyncTime) {}

  /** Opens a file for reading. */
  public static EarlierState open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PermanentException("there is no state file '" + file + "'");
    }
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro");
      var state = new EarlierState(file, connection);
      try {
        state.requireTables();
        return state;
      } catch (RuntimeException e) {
        state.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private void requireTables() {
    try (var statement = connection.createStatement()) {
      statement
          .executeQuery("SELECT sync_name, source_id, smartsuite_record_id FROM record_mappings")
          .close();
    } catch (SQLException e) {
      throw new PermanentException(
          "'"
              + file
              + "' is no state file of the earlier system: it has no table record_mappings with"
              + " sync_name, source_id and smartsuite_record_id ("
              + e.getMessage()
              + ")");
    }
  }

  private static PermanentException unreadable(Path file, SQLException e) {
    return new PermanentException(
        "the state file '" + file + "' cannot be read: " + e.getMessage());
  }

  /** What the earlier system knew, sync by sync, in the order of their names. */
  public List<Known> known() {
    var known = new ArrayList<Known>();
    for (String sync : names()) {
      known.add(
          new Known(
              sync,
              count("SELECT COUNT(*) FROM record_mappings WHERE sync_name = ?", sync),
              count("SELECT COUNT(*) FROM sync_runs WHERE sync_name = ?", sync),
              count(
                  "SELECT COUNT(*) FROM sync_runs WHERE sync_name = ? AND (completed_at IS NULL OR"
                      + " error_message <> '' OR lower(status) LIKE '%fail%' OR lower(status) LIKE"
                      + " '%error%')",
                  sync),
              count(
                  "SELECT SUM(MAX(0, COALESCE(records_processed, 0) - COALESCE(records_created, 0)"
                      + " - COALESCE(records_updated, 0) - COALESCE(records_skipped, 0)))"
                      + " FROM sync_runs WHERE sync_name = ?",
                  sync),
              text("SELECT last_sync_time FROM sync_metadata WHERE sync_name = ?", sync)));
    }
    return known;
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT DISTINCT sync_name FROM record_mappings WHERE sync_name IS NOT NULL"
                    + " ORDER BY sync_name")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private long count(String sql, String sync) {
    return text(sql, sync).map(Long::parseLong).orElse(0L);
  }

  /** The first value of a query; empty if there is none, as in files of older versions. */
  private Optional<String> text(String sql, String sync) {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, sync);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /**
   * Tells an engine which records of a sync the destination holds already; see {@link
   * SyncEngine#adopt}. May be done again.
   *
   * @param sync the sync in Syncline
   * @param earlierName what the mapping file called it
   */
  public Adoption adopt(SyncEngine engine, SyncDefinition sync, String earlierName) {
    try (var statement =
            connection.prepareStatement(
                "SELECT source_id, smartsuite_record_id FROM record_mappings WHERE sync_name = ?"
                    + " AND COALESCE(source_id, '') <> '' AND COALESCE(smartsuite_record_id, '')"
                    + " <> '' ORDER BY id");
        var records = records(statement, earlierName)) {
      return engine.adopt(sync, records);
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private Records records(PreparedStatement statement, String sync) throws SQLException {
    statement.setString(1, sync);
    return new Records(file, statement.executeQuery());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  /** Row by row, however many there are. */
  private static final class Records implements Iterator<KnownRecord>, AutoCloseable {
    private final Path file;
    private final ResultSet rows;
    private @Nullable KnownRecord next;

    Records(Path file, ResultSet rows) {
      this.file = file;
      this.rows = rows;
      advance();
    }

    private void advance() {
      try {
        next =
            rows.next()
                ? new KnownRecord(Key.of(rows.getString(1)), DestinationRef.of(rows.getString(2)))
                : null;
      } catch (SQLException e) {
        throw unreadable(file, e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public KnownRecord next() {
      KnownRecord current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      advance();
      return current;
    }

    @Override
    public void close() throws SQLException {
      rows.close();
    }
  }
}
