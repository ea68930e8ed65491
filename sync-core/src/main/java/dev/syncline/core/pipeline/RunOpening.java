package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.state.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes before the first record: a crashed run is closed, the destination is prepared and
 * looked at, it is decided what to read, and what an earlier run left in doubt is resolved.
 */
final class RunOpening {
  private static final Logger LOG = LoggerFactory.getLogger(RunOpening.class);

  private final Workbench bench;
  private final Runnable settle;

  /**
   * @param settle returns when all earlier batches are committed
   */
  RunOpening(Workbench bench, Runnable settle) {
    this.bench = bench;
    this.settle = settle;
  }

  /** How a run is opened that reads. */
  Opened reading(ParentPhases parents) {
    getReadyForScan();
    prepare();
    // The runs of a group that wait for this one have only its pulse.
    bench.pulse.keepLeases();
    var opened = new ArrayList<Opened>(1);
    StageFailure.in(Stage.FETCH, () -> opened.add(choosePlan(parents)));
    announce(opened.get(0));
    bench.commit();
    bench.pulse.keepLeases();
    resolveDoubts();
    return opened.get(0);
  }

  /** A state store that copies its states into memory does so while databases are connected to. */
  private void getReadyForScan() {
    if (!bench.definition.delta().strategy().byCursor() && bench.stored.records() > 0) {
      bench
          .parts
          .executor()
          .ifPresent(
              threads ->
                  threads.execute(
                      () -> {
                        try {
                          bench.session.expectScan();
                        } catch (RuntimeException e) {
                          LOG.debug("the state store did not get ready for the scan", e);
                        }
                      }));
    }
  }

  /**
   * How a run goes on whose cursor the source does not take. What was read before it said so,
   * counts.
   */
  Opened readingEverything(CursorRefusedException refusal, ParentPhases parents) {
    fallBack(refusal);
    bench.commit();
    bench.pulse.keepLeases();
    var opened = new ArrayList<Opened>(1);
    StageFailure.in(Stage.FETCH, () -> opened.add(choosePlan(parents)));
    return opened.get(0);
  }

  private void fallBack(CursorRefusedException refusal) {
    bench.draft.notice("the source does not take the cursor any more: " + refusal.getMessage());
    // Also if this run does not come to its end.
    bench.progress.everythingAgain();
  }

  /**
   * How a run is opened that takes up some records and reads nothing else.
   *
   * @param what says so, for people
   */
  Opened readingNothingElse(String what) {
    prepare();
    // The runs of a group that wait for this one have only its pulse.
    bench.pulse.keepLeases();
    var opened = new ArrayList<Opened>(1);
    StageFailure.in(Stage.FETCH, () -> opened.add(readNothing(what)));
    announce(opened.get(0));
    bench.commit();
    bench.pulse.keepLeases();
    resolveDoubts();
    return opened.get(0);
  }

  private void prepare() {
    StageFailure.in(Stage.TRACK, this::closeCrashedRun);
    var source = new ArrayList<Schema>(1);
    StageFailure.in(
        Stage.FETCH,
        () -> {
          Schema described = bench.parts.extractor().describe();
          bench.contract.meet(described);
          source.add(bench.contract.shape(described));
        });
    StageFailure.in(
        Stage.INGEST,
        () -> {
          bench.destination.prepareEarly(source.get(0), bench.rowStages::mapped);
          bench.destination.lookForEarlierRecords(bench.session, bench.progress, bench.draft);
        });
  }

  private void closeCrashedRun() {
    Instant now = bench.parts.clock().instant();
    bench
        .stored
        .unfinished()
        .ifPresent(run -> bench.book.closeRun(ReportDraft.crashed(run, bench.parts.runId(), now)));
  }

  private Opened choosePlan(ParentPhases parents) {
    Instant now = bench.parts.clock().instant();
    ScanPlan chosen = plan(now);
    if (parents.needFullScan(chosen)) {
      bench.progress.everythingAgain();
      chosen = plan(now);
    }
    bench.reader.read(chosen.request());
    bench.progress.begin(chosen, bench.reader::askedAt);
    chosen.seen().stream().forEach(bench.book::see);
    chosen.notices().forEach(bench.draft::notice);
    return open(Optional.of(chosen));
  }

  private ScanPlan plan(Instant now) {
    try {
      return ScanPlan.of(bench.definition, bench.parts.extractor(), bench.progress.current(), now);
    } catch (CursorRefusedException e) {
      // It could not even be rewound.
      if (!bench.definition.delta().fullScanFallback()) {
        throw e;
      }
      fallBack(e);
      return ScanPlan.of(bench.definition, bench.parts.extractor(), bench.progress.current(), now);
    }
  }

  private Opened readNothing(String what) {
    bench.progress.beginReplay();
    bench.draft.notice(what);
    return open(Optional.empty());
  }

  private Opened open(Optional<ScanPlan> chosen) {
    bench.parts.watch().begin(bench.progress);
    boolean decided = bench.stored.decidedLetters() > 0;
    Stages stages =
        Stages.of(
            bench.parts,
            chosen,
            decided,
            bench.session,
            bench.inFlight,
            bench.heldDeletes,
            bench.book,
            bench.progress,
            settle);
    return new Opened(chosen, stages);
  }

  private void announce(Opened opened) {
    boolean full = opened.plan().filter(ScanPlan::full).isPresent();
    bench.draft.tell(
        new SyncEvent.RunStarted(
            bench.definition.name(), bench.parts.runId(), full, bench.stored.records()));
  }

  /** What an earlier run sent without learning the answer. Before anything is read. */
  private void resolveDoubts() {
    List<Intent> intents = bench.session.intents();
    if (!intents.isEmpty()) {
      var writes =
          new InDoubtWrites(
              bench.session, bench.book, bench.progress, bench.parts.loader(), bench.sending);
      StageFailure.in(
          Stage.INGEST,
          () -> {
            WriteProtocol protocol = bench.destination.prepareFor(intents);
            writes.resolve(intents, protocol.inserts(writes, bench.ingest::apply));
          });
      bench.draft.notice(
          "an earlier run was cut off with " + intents.size() + " writes in doubt: resolved");
      bench.commit();
    }
  }

  /**
   * A run that may begin.
   *
   * @param plan what it reads; empty if it reads nothing
   * @param stages the stages that depend on it
   */
  record Opened(Optional<ScanPlan> plan, Stages stages) {}
}
