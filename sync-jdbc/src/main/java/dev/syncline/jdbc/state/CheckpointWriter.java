package dev.syncline.jdbc.state;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Applies a checkpoint inside a transaction that has passed the fence. */
final class CheckpointWriter {
  private final Connection connection;
  private final Dialect dialect;
  private final long sync;
  private final Intents intents;
  private final RecordStates states;

  CheckpointWriter(
      Connection connection, Dialect dialect, long sync, Intents intents, RecordStates states) {
    this.states = states;
    this.intents = intents;
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
  }

  /** What goes, goes first: a key may be removed and written again in one checkpoint. */
  void apply(Checkpoint checkpoint) throws SQLException {
    boolean linked =
        !checkpoint.progress().parents().isEmpty()
            || checkpoint.written().stream().anyMatch(state -> !state.parents().isEmpty());
    var links = new LinkRows(connection, dialect, sync);
    if (linked) {
      links.write(checkpoint.removed(), checkpoint.written());
    }
    states.write(connection, checkpoint.removed(), checkpoint.written(), putRuns(checkpoint));
    rows(PendingTable.NAME).delete(checkpoint.unparked());
    new EntryRows<>(connection, new PendingTable(), sync).put(checkpoint.parked());
    rows(DeadLetterTable.NAME).delete(checkpoint.closed());
    new EntryRows<>(connection, new DeadLetterTable(), sync).put(checkpoint.rejected());
    intents.resolve(connection, checkpoint.resolved());
    if (checkpoint.finishedScan().isPresent()) {
      rows(PendingTable.NAME).deleteUnseen(checkpoint.finishedScan().getAsLong());
      rows(DeadLetterTable.NAME).deleteUnseen(checkpoint.finishedScan().getAsLong());
    }
    new Syncs(connection).progress(sync, checkpoint.progress(), checkpoint.consumesApproval());
  }

  /** The current run's place in the history. */
  private OptionalLong putRuns(Checkpoint checkpoint) throws SQLException {
    var runs = new Runs(connection, sync);
    for (RunReport run : checkpoint.runs()) {
      runs.put(run);
    }
    return checkpoint.runs().isEmpty() || checkpoint.written().isEmpty()
        ? OptionalLong.empty()
        : runs.seq(checkpoint.runs().get(0).runId());
  }

  private KeyedRows rows(String table) {
    return new KeyedRows(connection, table, sync);
  }
}
