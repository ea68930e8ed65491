package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.source.Extractor;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.rehearsal.RehearsedGroup;
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
  private final RehearsedGroup group;
  private final List<String> alterations;

  private Rehearsal(
      RunParts parts, RehearsedStore store, RehearsedGroup group, List<String> alterations) {
    this.run = new SyncRun(parts);
    this.store = store;
    this.group = group;
    this.alterations = alterations;
  }

  /**
   * A rehearsal of a run with these parts.
   *
   * @param group what was rehearsed before it, and is seen by it
   */
  public static Rehearsal of(RunParts parts, RehearsedGroup group) {
    return of(parts, parts.extractor(), true, false, group);
  }

  /** A rehearsal that reads everything there is at the source, and takes nothing up. */
  public static Rehearsal ofEverything(RunParts parts) {
    return of(parts, parts.extractor(), false, true, new RehearsedGroup());
  }

  /** A rehearsal that reads a single record, and takes nothing up. */
  static Rehearsal ofOne(RunParts parts, OneRecord record) {
    return of(parts, record, false, false, new RehearsedGroup());
  }

  private static Rehearsal of(
      RunParts parts,
      Extractor extractor,
      boolean carries,
      boolean everything,
      RehearsedGroup group) {
    var definition = parts.definition();
    group.join(definition.name(), definition.parents().stream().map(Rehearsal::holding).toList());
    boolean keepsParked =
        definition.parents().stream()
            .anyMatch(link -> link.deferred() || link.sync().equals(definition.name()));
    var store =
        new RehearsedStore(
            parts.store(),
            definition.name(),
            parts.clock(),
            group,
            keepsParked,
            carries,
            everything);
    Pacing pacing = parts.pacing();
    var alterations = new ArrayList<String>();
    return new Rehearsal(
        new RunParts(
            definition,
            parts.runId(),
            extractor,
            new RehearsedLoader(parts.loader(), parts.watch()::prepared, alterations::add),
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
        store,
        group,
        alterations);
  }

  private static Optional<String> holding(ParentLink link) {
    return link.deferred() ? Optional.empty() : Optional.of(link.sync());
  }

  /** Runs it alone. What goes wrong is in the report. */
  public RunReport run() {
    try (group) {
      readAndWrite();
      delete();
      return finish();
    }
  }

  /** As {@link SyncRun#readAndWrite()}. */
  public void readAndWrite() {
    run.readAndWrite();
  }

  /** As {@link SyncRun#linkDeferred()}. */
  public void linkDeferred() {
    run.linkDeferred();
  }

  /** As {@link SyncRun#delete()}. */
  public void delete() {
    run.delete();
  }

  /** As {@link SyncRun#finish()}. */
  public RunReport finish() {
    RunReport report = run.finish();
    List<String> notices = new ArrayList<>(store.notices());
    notices.addAll(alterations);
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
