package dev.syncline.core.pipeline;

import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.PendingCarrier.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * What a run does for parents and children besides RESOLVE: before it reads, it takes up the
 * children whose parents have come, and the records whose links are out of date; afterwards, what
 * waited for records of the same run. Works in the loading thread.
 */
final class ParentPhases {
  private final SyncDefinition definition;
  private final RunParts parts;
  private final StateSession session;
  private final SyncState stored;
  private final ProgressBook progress;
  private final CheckpointBook book;
  private final FetchStage fetch;
  private final InFlight inFlight;
  private final ReportDraft draft;
  private final PendingCarrier.Work work;
  private @Nullable LinkRepair links;

  ParentPhases(
      SyncDefinition definition,
      RunParts parts,
      StateSession session,
      SyncState stored,
      ProgressBook progress,
      CheckpointBook book,
      FetchStage fetch,
      InFlight inFlight,
      ReportDraft draft,
      PendingCarrier.Work work) {
    this.definition = definition;
    this.parts = parts;
    this.session = session;
    this.stored = stored;
    this.progress = progress;
    this.book = book;
    this.fetch = fetch;
    this.inFlight = inFlight;
    this.draft = draft;
    this.work = work;
  }

  /**
   * Whether links to parents that were written anew can only be mended by reading everything. A
   * source that can be asked by key is spared.
   */
  boolean needFullScan(ScanPlan chosen) {
    var repair = new LinkRepair(definition.parents(), session, progress);
    links = repair;
    if (chosen.full() || !repair.due() || LinkRepair.byKey(parts.extractor()).isPresent()) {
      return false;
    }
    long stale = repair.count();
    if (stale == 0) {
      repair.done();
      return false;
    }
    draft.notice(
        stale
            + " records are linked to parents that were written anew or deleted: everything is read"
            + " to link them again");
    return true;
  }

  /** Takes up children whose parents have come or whose time has; mends links by key. */
  void beforeReading(ScanPlan plan) {
    carry(Readiness.arrivedOrDue(parts.clock().instant()));
    LinkRepair repair = links;
    if (repair != null && !plan.full() && repair.due()) {
      LinkRepair.byKey(parts.extractor())
          .ifPresent(source -> repair.repair(source, fetch, work::on));
      if (work.goesOn()) {
        repair.done();
      }
      work.commit();
    }
  }

  /** Takes up what waited for records of this very run. */
  void afterReading(ScanPlan plan, boolean complete) {
    if (definition.parents().stream().anyMatch(link -> link.sync().equals(definition.name()))) {
      carryArrived();
    }
    // What an earlier run read of a scan that is resumed was linked to the parents of that time.
    if (links != null && complete && plan.full() && plan.seen().isEmpty()) {
      links.done();
    }
  }

  /** Takes up children whose parents have come. */
  void carryArrived() {
    carry(Readiness.ARRIVED);
  }

  private void carry(Readiness readiness) {
    if (stored.pending() > 0 || book.anyParked()) {
      new PendingCarrier(
              definition.name(),
              session,
              fetch,
              book.fresh(),
              inFlight,
              definition.settings().batchRows(),
              work)
          .carry(readiness);
      work.commit();
    }
  }
}
