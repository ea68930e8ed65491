package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.verify.DriftFile;
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
 * lets the three overlap. Before the scan, what an earlier run left in doubt is resolved ({@link
 * RunOpening}) and parked children are taken up ({@link ParentPhases}); after a complete one, what
 * was not seen is deleted ({@link RunEnding}).
 *
 * <p>Used by one thread.
 */
public final class SyncRun implements Conveyor.Line {
  private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

  private final Workbench bench;
  private final ParentPhases parents;

  private @Nullable Stages stages;
  private @Nullable RunEnding ending;
  private volatile boolean conveying;
  private Instant worked;

  /** A run that holds its lease and has done nothing yet. */
  public SyncRun(RunParts parts) {
    this.worked = parts.clock().instant();
    this.bench = new Workbench(parts, worked);
    this.parents = new ParentPhases(bench, aside(bench.pulse::beat));
  }

  /** Reads and writes everything but the deletes of a complete scan. Never throws. */
  public void readAndWrite() {
    guarded(
        () -> {
          if (held()) {
            return;
          }
          RunOpening.Opened opened = new RunOpening(bench, this::settle).reading(parents);
          stages = opened.stages();
          opened.plan().ifPresent(this::readAndWrite);
        });
    leaveNothingOpen();
    worked = now();
  }

  private boolean held() {
    Optional<RunPause> hold = MappingHold.of(bench.parts, bench.progress, bench.stored);
    hold.ifPresent(bench.parts.control()::pause);
    return hold.isPresent();
  }

  /** The other runs of a group would wait for the locks of this one's transaction. */
  private void leaveNothingOpen() {
    if (bench.draft.failure().isEmpty() && bench.book.transactionOpen()) {
      try {
        bench.commit();
      } catch (StageFailure e) {
        fail(e);
      }
    }
  }

  private void readAndWrite(ScanPlan scan) {
    var end = new RunEnding(bench, scan, aside(bench.pulse::beat));
    ending = end;
    parents.beforeReading(scan);
    bench.progress.startScan();
    if (convey()) {
      Optional<CursorRefusedException> refused = bench.reader.refusal();
      if (refused.isPresent()) {
        RunOpening.Opened again =
            new RunOpening(bench, this::settle).readingEverything(refused.get(), parents);
        stages = again.stages();
        again.plan().ifPresent(this::readAndWrite);
        return;
      }
      end.finishReading(parents);
    } else {
      // Batches that were read may not have been loaded: the source's end says nothing.
      bench.parts.control().cancel();
    }
  }

  private boolean convey() {
    conveying = true;
    try {
      return bench.conveyor.run(this);
    } finally {
      conveying = false;
    }
  }

  /** Outside the conveyor all work is done in one thread: what is earlier is loaded already. */
  private void settle() {
    if (conveying) {
      bench.conveyor.settle();
    } else {
      commit();
    }
  }

  /** Takes up dead letters and reads nothing else. Never throws. */
  public void replay(LetterSelection letters) {
    guarded(
        () -> {
          if (held()) {
            return;
          }
          stages = opening("this run replays dead letters and reads nothing else");
          // The error budget is for records that nobody has looked at.
          new LetterReplay(bench, aside(bench.pulse::beatUnbudgeted)).run(letters);
        });
    worked = now();
  }

  /**
   * Reads what drifted by key, where the extractor can do that, and nothing else. Never throws.
   *
   * @throws IllegalStateException if the extractor reads no single records
   */
  public void repair(DriftFile drift) {
    ReadsByKey source =
        bench.byKey.orElseThrow(
            () -> new IllegalStateException("the source cannot be read by key"));
    guarded(
        () -> {
          if (held()) {
            return;
          }
          stages = opening("this run repairs what a verification found and reads nothing else");
          new DriftCarrier(bench, aside(bench.pulse::beatUnbudgeted), source).run(drift);
        });
    worked = now();
  }

  private Stages opening(String what) {
    return new RunOpening(bench, this::settle).readingNothingElse(what).stages();
  }

  /**
   * Links what was written without its parent, once the other runs of a group have written theirs.
   * Never throws.
   */
  public void linkDeferred() {
    if (bench.definition.parents().stream().anyMatch(ParentLink::deferred)) {
      guarded(parents::carryArrived);
      worked = now();
    }
  }

  /** Deletes what a complete scan did not see. Never throws. */
  public void delete() {
    RunEnding end = ending;
    if (end == null) {
      return;
    }
    if (bench.heldDeletes.any()) {
      guarded(end::deleteFlagged);
    }
    if (end.complete()) {
      guarded(end::deleteAbsent);
    }
    if (bench.book.ledger().absent() > 0) {
      worked = now();
    }
  }

  /** Writes the report, gives everything back and says how it went. Never throws. */
  public RunReport finish() {
    try {
      var report = new ArrayList<RunReport>(1);
      StageFailure.in(
          Stage.TRACK,
          () -> {
            bench.contract.tellLate();
            bench.rowStages.warnings().forEach(bench.draft::notice);
            bench.admission.notices().forEach(bench.draft::notice);
            bench.guard.notices().forEach(bench.draft::notice);
            report.add(report());
            if (ending != null && report.get(0).status().success()) {
              bench.contract.remember(bench.progress);
            }
            bench.book.commit(report.get(0));
          });
      return close(report.get(0));
    } catch (StageFailure e) {
      if (bench.draft.failure().isEmpty()) {
        fail(e);
      }
      return close(report());
    }
  }

  /** Keeps the lease while another run of the same group is at work. */
  public void keepLease() {
    // Also of a run that is to stop: what it has is not committed before its end.
    if (bench.draft.failure().isEmpty()) {
      try {
        bench.pulse.keepLease();
      } catch (StageFailure e) {
        fail(e);
      }
    }
  }

  // ---- the nine stages -------------------------------------------------------------------------

  @Override
  public Optional<WorkBatch> fetch() {
    var batch = new ArrayList<WorkBatch>(1);
    StageFailure.in(Stage.FETCH, () -> bench.reader.next().ifPresent(batch::add)); // 1 FETCH
    return batch.stream().findFirst();
  }

  @Override
  public void transform(WorkBatch batch) {
    Stages s = stages();
    StageFailure.in(Stage.FETCH, () -> s.decisions().apply(batch)); // what people edited or gave up
    StageFailure.in(Stage.FETCH, () -> bench.contract.apply(batch)); // what was agreed to
    StageFailure.in(Stage.NORMALIZE, () -> bench.rowStages.normalize(batch)); // 2 NORMALIZE
    StageFailure.in(Stage.VALIDATE, () -> bench.rowStages.validate(batch)); // 3 VALIDATE
    StageFailure.in(Stage.MAP, () -> bench.rowStages.map(batch)); // 4 MAP
    StageFailure.in(Stage.IDENTIFY, () -> s.identify().apply(batch)); // 5 IDENTIFY
    StageFailure.in(Stage.DELTA, () -> s.delta().apply(batch)); // 6 DELTA
    StageFailure.in(Stage.RESOLVE, () -> s.resolve().apply(batch)); // 7 RESOLVE
  }

  @Override
  public void load(WorkBatch batch) {
    bench.contract.tellLate();
    StageFailure.in(Stage.INGEST, () -> bench.admission.apply(batch)); // what may be written
    StageFailure.in(Stage.INGEST, () -> bench.parts.watch().beforeWrite(batch)); // plans
    StageFailure.in(Stage.INGEST, () -> bench.ingest.apply(batch)); // 8 INGEST
    StageFailure.in(Stage.TRACK, () -> stages().track().apply(batch)); // 9 TRACK
  }

  private Stages stages() {
    if (stages == null) {
      throw new IllegalStateException("the run has not been started");
    }
    return stages;
  }

  // ---- what happens around them ----------------------------------------------------------------

  @Override
  public void pulse() {
    bench.reader.hurry();
    StageFailure.in(Stage.TRACK, bench.pulse::beat);
  }

  @Override
  public void commit() {
    bench.commit();
  }

  @Override
  public void abandon() {
    bench.reader.abandon();
  }

  /**
   * For batches that do not come over the conveyor.
   *
   * @param beat what happens after each
   */
  private PendingCarrier.Work aside(Runnable beat) {
    return new PendingCarrier.Work() {
      @Override
      public void on(WorkBatch batch) {
        transform(batch);
        load(batch);
      }

      @Override
      public void load(WorkBatch batch) {
        SyncRun.this.load(batch);
        bench.reader.hurry();
        StageFailure.in(Stage.TRACK, beat);
      }

      @Override
      public void commit() {
        bench.commit();
      }

      @Override
      public boolean goesOn() {
        return !bench.stopped();
      }
    };
  }

  private void guarded(Runnable step) {
    if (bench.draft.failure().isPresent() || bench.stopped()) {
      return;
    }
    try {
      StageFailure.in(Stage.TRACK, step);
    } catch (StageFailure e) {
      if (bench.stopped() && e.mayPass()) {
        bench.book.rollBack();
        LOG.debug("sync '{}': the stop came while something was waited for", name(), e);
      } else {
        fail(e);
      }
    }
  }

  private void fail(StageFailure cause) {
    bench.book.rollBack();
    RunFailure failure = cause.toFailure();
    bench.draft.failed(failure);
    LOG.warn("sync '{}' failed in {}: {}", name(), failure.stage(), failure.message());
    LOG.debug("sync '{}' failed", name(), cause);
  }

  private RunReport report() {
    RunStatus status =
        bench.draft.failure().isPresent()
            ? RunStatus.FAILED
            : bench.parts.control().statusOr(bench.draft.successOf(bench.book.ledger()));
    // Not the time now: in a group of runs, this one may have waited for others.
    return bench.draft.finished(status, bench.book.ledger(), worked);
  }

  private RunReport close(RunReport report) {
    RunParts parts = bench.parts;
    parts.giveBack(List.of(bench.reader::close, parts.extractor(), parts.loader(), bench.session));
    bench.draft.tell(new SyncEvent.RunFinished(name(), parts.runId(), report));
    return report;
  }

  private String name() {
    return bench.definition.name();
  }

  private Instant now() {
    return bench.parts.clock().instant();
  }
}
