package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Target;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.comparison.SourceRow;
import dev.syncline.core.comparison.SourceSide;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects from a rehearsed run what the destination should hold: of every record of the source,
 * and of what only the record states know.
 */
public final class VerifyWatch extends ChangeWatch {
  private final SyncDefinition definition;
  private final SourceSide side;
  private final List<String> keyFields;
  private final Secrets secrets;
  private final BitSet seen = new BitSet();
  private final BitSet judged = new BitSet();
  private final BitSet deleted = new BitSet();
  private final LossGuard guard;
  private @Nullable Schema guarded;
  private @Nullable ProgressBook progress;
  private boolean complete;

  /** Collects for a side. */
  public VerifyWatch(SyncDefinition definition, SourceSide side) {
    this.definition = definition;
    this.side = side;
    this.keyFields = DestinationShape.keyFields(definition);
    this.guard = new LossGuard(definition);
    this.secrets = new Secrets(definition.secretFields(), definition.mapping());
  }

  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  boolean real() {
    return false;
  }

  @Override
  boolean confirmed() {
    return true;
  }

  @Override
  void begin(ProgressBook book) {
    super.begin(book);
    progress = book;
  }

  @Override
  void prepared(Target target) {
    side.prepare(target);
  }

  @Override
  void ended(boolean sawEverything) {
    complete = sawEverything;
  }

  /** Whether the source said that it gave everything. */
  public boolean complete() {
    return complete;
  }

  @Override
  void beforeWrite(WorkBatch batch) {
    if (batch.intake() != Intake.FETCHED) {
      return;
    }
    var rows = new ArrayList<SourceRow>();
    for (Row row : batch.rows()) {
      if (row.op == Op.DELETE) {
        // Gone at the source: its record state says what the destination still has.
        known(row).ifPresent(state -> deleted.set(Math.toIntExact(state.ordinal())));
        continue;
      }
      Optional<RecordState> state = known(row);
      state.ifPresent(one -> seen.set(Math.toIntExact(one.ordinal())));
      if (row.outcome == null || row.outcome == Outcome.UNCHANGED) {
        Optional<SourceRow> expected = sourceRow(row, state);
        if (expected.isPresent()) {
          state.ifPresent(one -> judged.set(Math.toIntExact(one.ordinal())));
          rows.add(expected.get());
        } else {
          side.unjudged(1);
        }
      } else if (row.outcome != Outcome.SUPERSEDED) {
        side.unjudged(1);
      }
    }
    side.add(rows, keyFields);
  }

  /** What is known of a record at this destination. */
  private Optional<RecordState> known(Row row) {
    return Optional.ofNullable(row.state).filter(state -> !elsewhere(state));
  }

  private boolean elsewhere(RecordState state) {
    return progress != null && progress.elsewhere(state.hashVersion());
  }

  /** Empty if the loss guard would hold the record back. */
  private Optional<SourceRow> sourceRow(Row row, Optional<RecordState> state) {
    Schema schema = row.mappedSchema;
    if (schema == null) {
      throw new IllegalStateException("a row that was not mapped came to " + row.reached);
    }
    if (!schema.equals(guarded)) {
      side.prepare(new Target(schema, keyFields, false));
      guard.expect(schema, side.stored());
      guarded = schema;
    }
    Optional<DestinationRef> ref = state.map(known -> RecordText.ref(known.ref()));
    return guard
        .written(row)
        .map(
            values ->
                new SourceRow(
                    row.requiredKey(),
                    row.id,
                    ref,
                    row.change != Change.UNCHANGED,
                    row.op,
                    schema,
                    values,
                    String.valueOf(row.dataHash)));
  }

  /**
   * Takes what the record states know and the source did not give.
   *
   * @param session a session of this sync
   * @param horizon the first ordinal that was given since the comparison began
   */
  public void addStates(StateSession session, long horizon) {
    try (RecordStateScan scan = session.scan(ordinal -> !judged.get(Math.toIntExact(ordinal)))) {
      for (List<RecordState> some = scan.next(); !some.isEmpty(); some = scan.next()) {
        var due = new ArrayList<RecordState>();
        var kept = new ArrayList<RecordState>();
        var ours = new ArrayList<RecordState>();
        for (RecordState state : some) {
          if (!elsewhere(state)) {
            boolean gone = gone(state, horizon);
            (gone ? due(state) ? due : kept : ours).add(state);
          }
        }
        side.add(due, true, true);
        side.add(kept, true, false);
        side.add(ours, false, false);
      }
    }
  }

  /**
   * Whether the next complete scan deletes it: else nothing but its absence says that it is gone.
   */
  private boolean due(RecordState state) {
    return definition.deletes().mode() == Deletes.Mode.ABSENCE
        || deleted.get(Math.toIntExact(state.ordinal()));
  }

  /** Not what is marked as deleted, what the destination had before, or what came meanwhile. */
  private boolean gone(RecordState state, long horizon) {
    int ordinal = Math.toIntExact(state.ordinal());
    return (complete || deleted.get(ordinal))
        && state.ordinal() < horizon
        && !seen.get(ordinal)
        && !state.dataHash().equals(DataHash.TOMBSTONE)
        && (definition.deletes().ownAdopted() || !state.adopted());
  }

  /** A value as people may see it. */
  public String shown(String field, @Nullable Object value) {
    return secrets.shown(field, value);
  }
}
