package dev.syncline.jdbc.state;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Intent;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.state.KeyedRows.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Applies a checkpoint inside a transaction that has passed the fence. */
final class CheckpointWriter {
  private static final long KEPT_RUNS = 1_000;

  private final Connection connection;
  private final Dialect dialect;
  private final long sync;

  CheckpointWriter(Connection connection, Dialect dialect, long sync) {
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
  }

  /** What goes, goes first: a key may be removed and written again in one checkpoint. */
  void apply(Checkpoint checkpoint) throws SQLException {
    rows("syncline_record").delete(checkpoint.removed());
    new RecordRows(connection, dialect, sync).write(checkpoint.written());
    rows("syncline_pending").delete(checkpoint.unparked());
    rows("syncline_pending")
        .put(
            latest(
                checkpoint.parked().stream()
                    .map(c -> new Entry(c.keyHash(), c.lastScan(), Bodies.pack(c)))
                    .toList()));
    rows("syncline_dead_letter").delete(checkpoint.closed());
    rows("syncline_dead_letter")
        .put(
            latest(
                checkpoint.rejected().stream()
                    .map(l -> new Entry(l.id(), l.lastScan(), Bodies.pack(l)))
                    .toList()));
    rows("syncline_intent").delete(checkpoint.resolved());
    if (checkpoint.finishedScan().isPresent()) {
      rows("syncline_pending").deleteUnseen(checkpoint.finishedScan().getAsLong());
      rows("syncline_dead_letter").deleteUnseen(checkpoint.finishedScan().getAsLong());
    }
    new Syncs(connection).progress(sync, checkpoint.progress(), checkpoint.consumesApproval());
    for (RunReport run : checkpoint.runs()) {
      put(run);
    }
  }

  private static Collection<Entry> latest(List<Entry> entries) {
    var latest = new LinkedHashMap<Object, Entry>();
    entries.forEach(entry -> latest.put(entry.key(), entry));
    return latest.values();
  }

  private KeyedRows rows(String table) {
    return new KeyedRows(connection, table, sync);
  }

  private void put(RunReport run) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE syncline_run SET running = ?, body = ? WHERE sync_id = ? AND run_id = ?")) {
      statement.setInt(1, run.status().finished() ? 0 : 1);
      statement.setBytes(2, Bodies.pack(run));
      statement.setLong(3, sync);
      statement.setString(4, run.runId());
      if (statement.executeUpdate() > 0) {
        return;
      }
    }
    long seq = nextSeq("syncline_run");
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO syncline_run (sync_id, run_id, seq, running, body)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      statement.setLong(1, sync);
      statement.setString(2, run.runId());
      statement.setLong(3, seq);
      statement.setInt(4, run.status().finished() ? 0 : 1);
      statement.setBytes(5, Bodies.pack(run));
      statement.executeUpdate();
    }
    try (var statement =
        connection.prepareStatement("DELETE FROM syncline_run WHERE sync_id = ? AND seq <= ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq - KEPT_RUNS);
      statement.executeUpdate();
    }
  }

  /** Writes intents down; a newer one of the same key replaces the older and stands last. */
  void journal(List<Intent> intents) throws SQLException {
    var latest = new LinkedHashMap<Object, Intent>();
    for (Intent intent : intents) {
      latest.remove(intent.keyHash());
      latest.put(intent.keyHash(), intent);
    }
    KeyedRows rows = rows("syncline_intent");
    rows.delete(latest.values().stream().map(Intent::keyHash).toList());
    long[] seq = {nextSeq("syncline_intent")};
    rows.batch(
        "INSERT INTO syncline_intent (sync_id, key_hash, seq, body) VALUES (?, ?, ?, ?)",
        latest.values(),
        (statement, intent) -> {
          statement.setBytes(2, Hashes.bytes(intent.keyHash()));
          statement.setLong(3, seq[0]++);
          statement.setBytes(4, Bodies.pack(intent));
        });
  }

  private long nextSeq(String table) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT COALESCE(MAX(seq), 0) + 1 FROM " + table + " WHERE sync_id = ?")) {
      statement.setLong(1, sync);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
