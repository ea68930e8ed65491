package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncState;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one sync, as a whole. A batch passes nine stages, in this order:
 *
 * <pre>
 * FETCH → NORMALIZE → VALIDATE → MAP → IDENTIFY → DELTA → RESOLVE → INGEST → TRACK
 * </pre>
 *
 * <p>{@link #fetch}, {@link #transform} and {@link #load} name them one by one; a {@link Conveyor}
 * lets the three overlap. Before the scan, parked children are taken up ({@link PendingCarrier});
 * after a complete one, what was not seen is deleted ({@link AbsenceSweep}).
 *
 * <p>Used by one thread.
 */
public final class SyncRun implements Conveyor.Line {
  private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

  private final RunParts parts;
  private final SyncDefinition definition;
  private final ReportDraft draft;
  private final StateSession session;
  private final InFlight inFlight = new InFlight();
  private final FetchStage fetch;
  private final RowStages rowStages;
  private final IngestStage ingest;
  private final SharedTransaction transaction;
  private final CheckpointBook book;
  private final ProgressBook progress;
  private final LeaseKeeper lease;
  private final SourceReader reader;
  private final CheckpointPace pace;
  private final Conveyor conveyor;
  private final SyncState stored;
  private final DestinationShape destination;
  private final HeldDeletes heldDeletes;
  private final ParentPhases parents;

  private @Nullable ScanPlan plan;
  private @Nullable Stages stages;
  private volatile boolean conveying;
  private Instant worked;

  /** A run that holds its lease and has done nothing yet. */
  public SyncRun(RunParts parts) {
    this.parts = parts;
    this.definition = parts.definition();
    Instant start = parts.clock().instant();
    this.worked = start;
    this.draft = new ReportDraft(definition.name(), parts.runId(), start, parts.listener());
    this.session = parts.store().open(parts.lease());
    this.stored = load(session);
    this.progress = new ProgressBook(definition, stored.progress());
    this.heldDeletes = new HeldDeletes(ScanConclusion.mostFlagged(definition, stored));
    this.transaction = new SharedTransaction(session);
    this.book = new CheckpointBook(session, transaction, progress, draft, inFlight);
    this.fetch = new FetchStage(definition, new Identity());
    definition.settings().deadline().ifPresent(time -> parts.control().endAt(start.plus(time)));
    // A reading thread of its own waits while the loading thread keeps the lease.
    Retries reading =
        Retries.fromSource(parts, parts.executor().isPresent() ? () -> {} : this::keepLeases);
    this.reader =
        new SourceReader(parts.extractor(), fetch, reading, parts.control(), parts.clock());
    Retries sending = Retries.toDestination(parts, this::keepLeases);
    this.pace = new CheckpointPace(definition.settings(), definition.errorBudget(), parts.clock());
    this.destination =
        new DestinationShape(
            definition,
            parts.loader(),
            new WriteProtocols(
                parts, session, transaction, sending, progress.earlierScan().isEmpty()));
    this.lease =
        new LeaseKeeper(
            session, parts.clock(), parts.leaseTtl(), parts.loader().traits().requestDeadline());
    this.rowStages =
        RowStages.of(
            definition,
            parts.transformers(),
            new TransformContext(definition.name(), parts.runId(), start));
    this.ingest =
        new IngestStage(
            definition.name(),
            parts.runId(),
            parts.loader(),
            sending,
            parts.control(),
            new SoftDeletes(definition.deletes().mark()),
            rowStages::mapped,
            destination::prepare,
            this::beforeSend);
    this.conveyor =
        parts.executor().isPresent()
            ? new ThreadedConveyor(parts.executor().get(), definition.settings().queueCapacity())
            : new SingleThreadConveyor();
    this.parents =
        new ParentPhases(
            definition, parts, session, stored, progress, book, fetch, inFlight, draft, aside());
    draft.measuredBy(this::metrics);
    draft.pausedBy(parts.control()::pause);
    book.acknowledgeWith(reader::acknowledge);
  }

  /** A shared transaction is fenced by its own commit, and would make the renewal wait. */
  private void beforeSend() {
    if (!transaction.open()) {
      lease.beforeSend();
    }
  }

  private static SyncState load(StateSession session) {
    try {
      return session.load();
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Reads and writes everything but the deletes of a complete scan. Never throws. */
  public void readAndWrite() {
    guarded(
        () -> {
          start(this::choosePlan);
          resolveDoubts();
          takeUpChildren();
          progress.startScan();
          if (convey()) {
            finishReading();
          } else {
            // Batches that were read may not have been loaded: the source's end says nothing.
            parts.control().cancel();
          }
        });
    worked = parts.clock().instant();
  }

  private void takeUpChildren() {
    ScanPlan scan = plan;
    if (scan != null) {
      parents.beforeReading(scan);
    }
  }

  /** Takes up dead letters and reads nothing else. Never throws. */
  public void replay(LetterSelection letters) {
    guarded(
        () -> {
          start(this::readNothing);
          resolveDoubts();
          carryLetters(letters);
        });
    worked = parts.clock().instant();
  }

  private boolean convey() {
    conveying = true;
    try {
      return conveyor.run(this);
    } finally {
      conveying = false;
    }
  }

  /** Outside the conveyor all work is done in one thread: what is earlier is loaded already. */
  private void settle() {
    if (conveying) {
      conveyor.settle();
    } else {
      commit();
    }
  }

  /** Deletes what a complete scan did not see. Never throws. */
  public void delete() {
    ScanPlan scan = plan;
    if (heldDeletes.any()) {
      guarded(this::deleteFlagged);
    }
    boolean complete = reader.end().map(Poll.End::complete).orElse(false);
    if (complete && scan != null && scan.full() && book.frontierOpen()) {
      guarded(
          () -> {
            concludeScan(scan);
            // A parent's run looks for children that are still in the state store.
            commit();
          });
    }
    if (book.ledger().absent() > 0) {
      worked = parts.clock().instant();
    }
  }

  /** Writes the report, gives everything back and says how it went. Never throws. */
  public RunReport finish() {
    try {
      var report = new ArrayList<RunReport>(1);
      StageFailure.in(
          Stage.TRACK,
          () -> {
            report.add(report());
            book.commit(report.get(0));
          });
      return close(report.get(0));
    } catch (StageFailure e) {
      if (draft.failure().isEmpty()) {
        fail(e);
      }
      return close(report());
    }
  }

  private void fail(StageFailure cause) {
    book.rollBack();
    RunFailure failure = cause.toFailure();
    draft.failed(failure);
    LOG.warn("sync '{}' failed in {}: {}", definition.name(), failure.stage(), failure.message());
    LOG.debug("sync '{}' failed", definition.name(), cause);
  }

  private RunReport report() {
    RunStatus status =
        draft.failure().isPresent()
            ? RunStatus.FAILED
            : parts.control().statusOr(draft.successOf(book.ledger()));
    // Not the time now: in a group of runs, this one may have waited for others.
    return draft.finished(status, book.ledger(), worked);
  }

  /** Keeps the lease while another run of the same group is at work. */
  public void keepLease() {
    // Also of a run that is to stop: what it has is not committed before its end.
    if (draft.failure().isEmpty() && !transaction.open()) {
      try {
        StageFailure.in(Stage.TRACK, lease::keep);
      } catch (StageFailure e) {
        fail(e);
      }
    }
  }

  // ---- the nine stages -------------------------------------------------------------------------

  @Override
  public Optional<WorkBatch> fetch() {
    var batch = new ArrayList<WorkBatch>(1);
    StageFailure.in(Stage.FETCH, () -> reader.next().ifPresent(batch::add)); // 1 FETCH
    return batch.stream().findFirst();
  }

  @Override
  public void transform(WorkBatch batch) {
    Stages s = stages();
    StageFailure.in(Stage.FETCH, () -> s.decisions().apply(batch)); // what people edited or gave up
    StageFailure.in(Stage.NORMALIZE, () -> rowStages.normalize(batch)); // 2 NORMALIZE
    StageFailure.in(Stage.VALIDATE, () -> rowStages.validate(batch)); // 3 VALIDATE
    StageFailure.in(Stage.MAP, () -> rowStages.map(batch)); // 4 MAP
    StageFailure.in(Stage.IDENTIFY, () -> s.identify().apply(batch)); // 5 IDENTIFY
    StageFailure.in(Stage.DELTA, () -> s.delta().apply(batch)); // 6 DELTA
    StageFailure.in(Stage.RESOLVE, () -> s.resolve().apply(batch)); // 7 RESOLVE
  }

  @Override
  public void load(WorkBatch batch) {
    StageFailure.in(Stage.INGEST, () -> ingest.apply(batch)); // 8 INGEST
    StageFailure.in(Stage.TRACK, () -> stages().track().apply(batch)); // 9 TRACK
  }

  private Stages stages() {
    if (stages == null) {
      throw new IllegalStateException("the run has not been started");
    }
    return stages;
  }

  // ---- what happens around them ----------------------------------------------------------------

  private void start(Runnable plan) {
    StageFailure.in(Stage.TRACK, this::closeCrashedRun);
    var source = new ArrayList<Schema>(1);
    StageFailure.in(Stage.FETCH, () -> source.add(parts.extractor().describe()));
    StageFailure.in(
        Stage.INGEST,
        () -> {
          destination.prepareEarly(source.get(0), rowStages::mapped);
          destination.lookForEarlierRecords(session, progress, draft);
        });
    StageFailure.in(Stage.FETCH, plan);
    StageFailure.in(Stage.TRACK, book::commit);
  }

  private void closeCrashedRun() {
    stored
        .unfinished()
        .ifPresent(
            run -> book.closeRun(ReportDraft.crashed(run, parts.runId(), parts.clock().instant())));
  }

  private void choosePlan() {
    Instant now = parts.clock().instant();
    ScanPlan chosen = ScanPlan.of(definition, parts.extractor(), progress.current(), now);
    if (parents.needFullScan(chosen)) {
      progress.everythingAgain();
      chosen = ScanPlan.of(definition, parts.extractor(), progress.current(), now);
    }
    plan = chosen;
    reader.read(chosen.request());
    progress.begin(chosen, reader::askedAt);
    chosen.seen().stream().forEach(book::see);
    chosen.notices().forEach(draft::notice);
    begin(Optional.of(chosen));
  }

  private void readNothing() {
    progress.beginReplay();
    draft.notice("this run replays dead letters and reads nothing else");
    begin(Optional.empty());
  }

  private void begin(Optional<ScanPlan> chosen) {
    boolean decided = stored.decidedLetters() > 0;
    stages =
        Stages.of(
            parts, chosen, decided, session, inFlight, heldDeletes, book, progress, this::settle);
    boolean full = chosen.filter(ScanPlan::full).isPresent();
    draft.tell(new SyncEvent.RunStarted(definition.name(), parts.runId(), full, stored.records()));
  }

  /**
   * Everything happens in this thread. The error budget is for records that nobody has looked at.
   */
  private void carryLetters(LetterSelection letters) {
    var carrier =
        new ReplayCarrier(
            definition.name(),
            parts.store().queries(),
            letters,
            parts.extractor(),
            fetch,
            parts.extractor().describe(),
            definition.settings().batchRows());
    while (!carrier.ended() && !parts.control().stopped()) {
      var next = new ArrayList<WorkBatch>();
      StageFailure.in(Stage.FETCH, () -> next.addAll(carrier.next()));
      for (WorkBatch batch : next) {
        transform(batch);
        load(batch);
        pulse(false);
      }
    }
    carrier.notices().forEach(draft::notice);
    commit();
  }

  /** What an earlier run sent without learning the answer. Before anything is read. */
  private void resolveDoubts() {
    List<Intent> intents = session.intents();
    if (!intents.isEmpty()) {
      var writes = new InDoubtWrites(session, book, progress, parts.loader());
      StageFailure.in(
          Stage.INGEST,
          () -> {
            WriteProtocol protocol = destination.prepareFor(intents);
            writes.resolve(intents, protocol.inserts(writes, ingest::apply));
          });
      draft.notice(
          "an earlier run was cut off with " + intents.size() + " writes in doubt: resolved");
      commit();
    }
  }

  /**
   * Links what was written without its parent, once the other runs of a group have written theirs.
   * Never throws.
   */
  public void linkDeferred() {
    if (definition.parents().stream().anyMatch(ParentLink::deferred)) {
      guarded(parents::carryArrived);
      worked = parts.clock().instant();
    }
  }

  @Override
  public void abandon() {
    reader.abandon();
  }

  @Override
  public void pulse() {
    reader.hurry();
    pulse(true);
  }

  private void pulse(boolean budgeted) {
    StageFailure.in(
        Stage.TRACK,
        () -> {
          if (budgeted) {
            pace.checkBudget(book.ledger(), book.discarded());
          }
          if (pace.due(book.uncommittedRows()) || (transaction.open() && lease.due())) {
            book.commit();
            pace.committed();
          }
          keepLeases();
        });
  }

  /** Also while something is waited for, which may take longer than the lease lasts. */
  private void keepLeases() {
    if (!transaction.open()) {
      StageFailure.in(
          Stage.TRACK,
          () -> {
            parts.heartbeat().run();
            lease.keep();
          });
    }
  }

  @Override
  public void commit() {
    StageFailure.in(Stage.TRACK, book::commit);
  }

  private void finishReading() {
    if (reader.end().isEmpty()) {
      return;
    }
    Poll.End last = reader.end().get();
    last.notices().forEach(draft::notice);
    book.end(last.nextCursor());
    if (!last.complete()) {
      // It left something out, nobody knows where: going on at its end would not make it complete.
      progress.endScan();
    }
    StageFailure.in(Stage.TRACK, book::commit);
    ScanPlan scan = plan;
    if (scan != null) {
      parents.afterReading(scan, last.complete());
    }
  }

  private void deleteFlagged() {
    ScanPlan scan = plan;
    Optional<Poll.End> last = reader.end();
    if (scan != null && last.isPresent() && heldDeletes.any()) {
      if (conclusion().concludeFlags(scan, heldDeletes, this::loadAlone)) {
        book.openFrontier();
        book.end(last.get().nextCursor());
      } else {
        // The next run reads the flagged records again, wherever the scan had come to.
        progress.endScan();
      }
      commit();
    }
  }

  private void concludeScan(ScanPlan scan) {
    conclusion().conclude(scan, this::loadAlone);
  }

  private ScanConclusion conclusion() {
    return new ScanConclusion(parts, definition, session, book, progress, draft, fetch, stored);
  }

  /** Loads a batch that did not come over the conveyor. */
  private void loadAlone(WorkBatch batch) {
    load(batch);
    pulse();
  }

  /** For batches that do not come over the conveyor. */
  private PendingCarrier.Work aside() {
    return new PendingCarrier.Work() {
      @Override
      public void on(WorkBatch batch) {
        transform(batch);
        load(batch);
        pulse();
      }

      @Override
      public void commit() {
        SyncRun.this.commit();
      }

      @Override
      public boolean goesOn() {
        return !parts.control().stopped();
      }
    };
  }

  private RunMetrics metrics() {
    ReadMetrics read = reader.metrics();
    return new RunMetrics(
        ingest.repeated(), read.bytesRead(), read.requests() + ingest.batches(), conveyor.peak());
  }

  private void guarded(Runnable step) {
    if (draft.failure().isPresent() || parts.control().stopped()) {
      return;
    }
    try {
      StageFailure.in(Stage.TRACK, step);
    } catch (StageFailure e) {
      if (parts.control().stopped() && e.mayPass()) {
        book.rollBack();
        LOG.debug("sync '{}': the stop came while something was waited for", definition.name(), e);
      } else {
        fail(e);
      }
    }
  }

  private RunReport close(RunReport report) {
    parts.giveBack(List.of(reader::close, parts.extractor(), parts.loader(), session));
    draft.tell(new SyncEvent.RunFinished(definition.name(), parts.runId(), report));
    return report;
  }
}
