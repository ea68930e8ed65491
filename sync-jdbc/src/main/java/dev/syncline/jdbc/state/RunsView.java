package dev.syncline.jdbc.state;

import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The view {@code sync_runs}: each run with the name of its sync and all of its metrics, for
 * dashboards and database clients. Syncline itself does not read it. It is made wherever nothing is
 * called so.
 */
final class RunsView {
  private static final String NAME = "sync_runs";

  private RunsView() {}

  static boolean isThere(Connection connection) throws SQLException {
    return TableRef.find(connection, NAME).isPresent();
  }

  static void make(Connection connection, Dialect dialect) throws SQLException {
    String duration = dialect.millisBetween("r.started_at", "r.finished_at");
    Dialect.run(
        connection,
        "CREATE VIEW "
            + NAME
            + " AS SELECT s.name AS sync, r.run_id, r.seq, r.status, r.started_at, r.finished_at,"
            + " r.fetched, r.carried, r.absent, r.inserted, r.updated, r.unchanged, r.deleted,"
            + " r.filtered, r.superseded, r.rejected, r.pending, r.deferred, r.retries,"
            + " r.bytes_read, r.requests, "
            + duration
            + " AS duration_millis, r.peak_queue, r.failure_stage, r.failure_message,"
            + " r.pause_reason, r.resume_at FROM syncline_run r JOIN syncline_sync s ON s.id ="
            + " r.sync_id");
  }
}
