package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.InDoubtWrites.Doubt;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends inserts whose answer nobody heard once more, where the destination cannot be looked up and
 * takes a record twice without doubling it.
 */
final class RepeatedInserts implements InDoubtWrites.Inserts {
  private final InDoubtWrites writes;
  private final LateWrites late;
  private final Consumer<WorkBatch> send;
  private final Unresolved unresolved;

  /**
   * @param send INGEST
   * @param unresolved takes keys of which nobody knows yet whether the destination has them
   */
  RepeatedInserts(
      InDoubtWrites writes, LateWrites late, Consumer<WorkBatch> send, Unresolved unresolved) {
    this.writes = writes;
    this.late = late;
    this.send = send;
    this.unresolved = unresolved;
  }

  @Override
  public boolean outlivesInserts() {
    return true;
  }

  @Override
  public boolean outlive(Instant sent) {
    return late.outlive(sent);
  }

  @Override
  public void resolve(List<Doubt> doubts) {
    Map<Schema, List<Doubt>> bySchema = new LinkedHashMap<>();
    for (Doubt doubt : doubts) {
      bySchema.computeIfAbsent(values(doubt).schema(), schema -> new ArrayList<>()).add(doubt);
    }
    bySchema.forEach(this::repeat);
  }

  private static SyncRecord values(Doubt doubt) {
    return RecordText.record(doubt.intent().values().orElseThrow());
  }

  private void repeat(Schema schema, List<Doubt> doubts) {
    List<Row> rows = doubts.stream().map(doubt -> row(doubt, values(doubt))).toList();
    send.accept(WorkBatch.of(Intake.CARRIED, schema, rows));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.outcome == Outcome.INSERTED && row.written != null) {
        writes.arrived(
            doubts.get(i), RecordText.ofRef(row.written), doubts.get(i).intent().dataHash());
      } else if (refused(row)) {
        // The source's version counts, not this one.
        writes.forget(doubts.get(i));
      } else if (row.failure != null) {
        unresolved.addStuck(row.id, Transience.reason(row.failure));
      } else {
        // Put off, or stopped: that says nothing of what was sent first. The next run asks again.
        unresolved.add(row.id);
      }
    }
  }

  private static boolean refused(Row row) {
    return !row.inDoubt && row.rejection != null && row.rejection.errorType().equals("rejected");
  }

  private static Row row(Doubt doubt, SyncRecord values) {
    var row =
        new Row(
            values.schema(),
            values.toArray(),
            Op.UPSERT,
            doubt.intent().keyHash(),
            RecordText.key(doubt.intent().key()));
    row.mappedSchema = values.schema();
    row.mapped = values.toArray();
    row.dataHash = doubt.intent().dataHash();
    row.state = doubt.state();
    row.change = Change.INSERT;
    // It is journalled anew, and its parents must not go meanwhile.
    row.parents = parents(doubt);
    return row;
  }

  private static List<@Nullable KeyHash> parents(Doubt doubt) {
    var parents = new ArrayList<@Nullable KeyHash>();
    for (KeyHash parent : doubt.intent().parents().toList()) {
      parents.add(parent.equals(RecordState.NO_PARENT) ? null : parent);
    }
    return parents;
  }
}
