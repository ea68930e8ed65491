package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.source.Extractor;
import dev.syncline.core.rehearsal.RehearsedLoader;
import dev.syncline.core.rehearsal.RehearsedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of all nine stages that changes nothing: the source and the state are read for real, the
 * destination takes everything and the state store forgets everything. So a plan decides what a run
 * decides, because it is one.
 */
public final class Rehearsal {
  private final SyncRun run;
  private final RehearsedStore store;

  private Rehearsal(RunParts parts, RehearsedStore store) {
    this.run = new SyncRun(parts);
    this.store = store;
  }

  /**
   * A rehearsal of a run with these parts.
   *
   * @param carries whether the children that wait in the store are taken up
   */
  public static Rehearsal of(RunParts parts, boolean carries) {
    return of(parts, parts.extractor(), carries);
  }

  /** A rehearsal that reads a single record, and takes nothing up. */
  static Rehearsal ofOne(RunParts parts, OneRecord record) {
    return of(parts, record, false);
  }

  private static Rehearsal of(RunParts parts, Extractor extractor, boolean carries) {
    var definition = parts.definition();
    boolean ownParents =
        definition.parents().stream().anyMatch(link -> link.sync().equals(definition.name()));
    var store =
        new RehearsedStore(parts.store(), definition.name(), parts.clock(), ownParents, carries);
    Pacing pacing = parts.pacing();
    return new Rehearsal(
        new RunParts(
            definition,
            parts.runId(),
            extractor,
            new RehearsedLoader(parts.loader()),
            parts.transformers(),
            parts.validators(),
            parts.lookups(),
            store,
            parts.lease(),
            parts.leaseTtl(),
            parts.clock(),
            parts.executor(),
            event -> {},
            parts.control(),
            parts.heartbeat(),
            new Pacing(pacing.random(), pacing.waiting(), pacing.source(), Optional.empty()),
            parts.watch()),
        store);
  }

  /** Runs it. What goes wrong is in the report. */
  public RunReport run() {
    run.readAndWrite();
    run.delete();
    RunReport report = run.finish();
    List<String> notices = new ArrayList<>(store.notices());
    notices.addAll(report.notices());
    return new RunReport(
        report.sync(),
        report.runId(),
        report.status(),
        report.startedAt(),
        report.finishedAt(),
        report.ledger(),
        report.metrics(),
        report.failure(),
        report.pause(),
        report.withheld(),
        report.drift(),
        notices);
  }
}
