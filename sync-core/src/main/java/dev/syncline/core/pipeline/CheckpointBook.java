package dev.syncline.core.pipeline;

import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what belongs into the next checkpoint, and commits it. What is booked here has happened
 * at the destination; what is committed is accounted for after a crash too. Belongs to the loading
 * thread.
 */
final class CheckpointBook {
  private final StateSession session;
  private final SharedTransaction transaction;
  private final ProgressBook progress;
  private final ReportDraft draft;
  private final InFlight inFlight;
  private final FreshRefs fresh = new FreshRefs();
  private final boolean ownParents;
  private final BitSet seen = new BitSet();
  private final List<RecordState> written = new ArrayList<>();
  private final List<KeyHash> removed = new ArrayList<>();
  private final List<PendingChild> parked = new ArrayList<>();
  private final List<KeyHash> unparked = new ArrayList<>();
  private final List<DeadLetter> rejected = new ArrayList<>();
  private final List<KeyHash> closed = new ArrayList<>();
  private final List<KeyHash> resolved = new ArrayList<>();
  private final List<KeyHash> changed = new ArrayList<>();
  private final List<RunReport> closedRuns = new ArrayList<>();
  private Consumer<Cursor> acknowledge = cursor -> {};
  private @Nullable Cursor cursor;
  private @Nullable ResumePosition position;
  private boolean frontierClosed;
  private OptionalLong finishedScan = OptionalLong.empty();
  private boolean consumesApproval;
  private boolean renewed;
  private boolean anyParked;
  private Ledger ledger = Ledger.EMPTY;
  private Ledger committed = Ledger.EMPTY;
  private SyncProgress committedProgress;
  private long uncommittedRows;
  private long discarded;

  /**
   * A book without entries.
   *
   * @param ownParents whether records of the sync have parents in the sync itself
   */
  CheckpointBook(
      StateSession session,
      SharedTransaction transaction,
      ProgressBook progress,
      ReportDraft draft,
      InFlight inFlight,
      boolean ownParents) {
    this.ownParents = ownParents;
    this.session = session;
    this.transaction = transaction;
    this.committedProgress = progress.current();
    this.progress = progress;
    this.draft = draft;
    this.inFlight = inFlight;
  }

  Ledger ledger() {
    return ledger;
  }

  long uncommittedRows() {
    return uncommittedRows;
  }

  /** How many of the rejected records were not tried, because a person had discarded them. */
  long discarded() {
    return discarded;
  }

  void countDiscarded() {
    discarded++;
  }

  BitSet seen() {
    return seen;
  }

  long nextOrdinal() {
    return progress.takeOrdinal();
  }

  void acknowledgeWith(Consumer<Cursor> source) {
    acknowledge = source;
  }

  void write(RecordState state) {
    written.add(state);
    if (ownParents) {
      fresh.put(state.keyHash(), state.ref());
    }
  }

  /** What was written since the last checkpoint, if the sync has parents in itself. */
  FreshRefs fresh() {
    return fresh;
  }

  /** A record that was written before got another reference. */
  void renewed() {
    renewed = true;
  }

  void remove(KeyHash key) {
    removed.add(key);
    fresh.remove(key);
  }

  void park(PendingChild child) {
    parked.add(child);
    anyParked = true;
  }

  /** Whether this run has parked a child. */
  boolean anyParked() {
    return anyParked;
  }

  void unpark(KeyHash key) {
    unparked.add(key);
  }

  void reject(DeadLetter letter) {
    rejected.add(letter);
  }

  void close(KeyHash letter) {
    closed.add(letter);
  }

  /** The intent of this key needs no look-up after a crash. */
  void resolve(KeyHash key) {
    resolved.add(key);
  }

  /** Books what became of an intent that an earlier run left behind. */
  void resolve(KeyHash key, Outcome outcome) {
    resolve(key);
    ledger = ledger.plus(Ledger.intake(0, 1, 0).with(outcome, 1));
  }

  void see(long ordinal) {
    seen.set(Math.toIntExact(ordinal));
  }

  void closeRun(RunReport crashed) {
    closedRuns.add(crashed);
  }

  void finishScan(long scan) {
    finishedScan = OptionalLong.of(scan);
  }

  void consumeApproval() {
    consumesApproval = true;
  }

  /** Books a batch: from now on it counts, and the next checkpoint commits it. */
  void add(WorkBatch batch, Ledger books) {
    if (!books.balanced()) {
      throw new PermanentException("the books of a batch do not balance: " + books);
    }
    ledger = ledger.plus(books);
    uncommittedRows += batch.rows().size();
    changed.addAll(DeltaStage.changedKeys(batch.rows()));
    if (batch.intake() == Intake.FETCHED) {
      moveFrontier(batch, books);
    }
    draft.tell(new SyncEvent.Progressed(draft.sync(), draft.runId(), ledger));
  }

  /** Books deletes that are not even tried. */
  void addWithheld(long count) {
    ledger = ledger.plus(Ledger.intake(0, 0, count).with(Outcome.DEFERRED, count));
  }

  /** The cursor that the source gave at its end, if nothing before it was passed over. */
  void end(Optional<Cursor> nextCursor) {
    if (!frontierClosed) {
      nextCursor.ifPresent(value -> cursor = value);
    }
  }

  /**
   * Nothing may be passed over: behind a deferred record or a delete that is held back, neither
   * cursor nor position move.
   */
  private void moveFrontier(WorkBatch batch, Ledger books) {
    frontierClosed |= books.deferred() > 0 || batch.rows().stream().anyMatch(row -> row.flagged);
    if (!frontierClosed) {
      batch.cursor().ifPresent(value -> cursor = value);
      batch.resume().ifPresent(value -> position = value);
    }
  }

  /** Whether something was written that only the next checkpoint commits. */
  boolean transactionOpen() {
    return transaction.open();
  }

  /** The deletes that were held back are done: nothing was passed over. */
  void openFrontier() {
    frontierClosed = false;
  }

  /** Whether the whole of what was read is accounted for. */
  boolean frontierOpen() {
    return !frontierClosed;
  }

  /** Commits what was booked; the run goes on. */
  void commit() {
    commit(draft.running(ledger));
    draft.tell(new SyncEvent.Checkpointed(draft.sync(), draft.runId(), ledger));
  }

  /** Commits what was booked; the run is over. */
  void commit(RunReport report) {
    if (!ledger.balanced()) {
      throw new PermanentException("the books do not balance: " + ledger);
    }
    if (cursor != null) {
      progress.moveCursor(cursor);
    }
    if (position != null) {
      progress.moveScan(position, seen);
    } else {
      progress.alsoSeen(seen);
    }
    if (!written.isEmpty() || !removed.isEmpty()) {
      progress.countCommit();
    }
    if (renewed || (!removed.isEmpty() && !session.haveChildren(KeyHashes.of(removed)).isEmpty())) {
      progress.countRenewal();
    }
    transaction.commit(checkpoint(report));
    committed = ledger;
    committedProgress = progress.current();
    inFlight.clear(changed);
    if (cursor != null) {
      acknowledge.accept(cursor);
    }
    forgetCommitted();
  }

  /**
   * Takes back what was written in the transaction of the next checkpoint, and forgets what was
   * booked of it. The run is over.
   */
  void rollBack() {
    if (transaction.open()) {
      transaction.rollBack();
      ledger = committed;
      progress.takeBack(committedProgress);
      position = null;
      forgetCommitted();
    }
  }

  private Checkpoint checkpoint(RunReport report) {
    var builder =
        Checkpoint.builder(progress.current())
            .written(written)
            .removed(removed)
            .parked(parked)
            .unparked(unparked)
            .rejected(rejected)
            .closed(closed)
            .resolved(resolved)
            .run(report);
    closedRuns.forEach(builder::run);
    finishedScan.ifPresent(builder::finishedScan);
    return consumesApproval ? builder.consumesApproval().build() : builder.build();
  }

  private void forgetCommitted() {
    fresh.clear();
    written.clear();
    removed.clear();
    parked.clear();
    unparked.clear();
    rejected.clear();
    closed.clear();
    resolved.clear();
    changed.clear();
    closedRuns.clear();
    cursor = null;
    finishedScan = OptionalLong.empty();
    consumesApproval = false;
    renewed = false;
    uncommittedRows = 0;
  }
}
