package dev.syncline.core.pipeline;

import dev.syncline.core.pipeline.PendingCarrier.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * What a run does for parents and children besides RESOLVE: before it reads, it takes up the
 * children whose parents have come, and the records whose links are out of date; afterwards, what
 * waited for records of the same run. Works in the loading thread.
 */
final class ParentPhases {
  private final Workbench bench;
  private final PendingCarrier.Work work;
  private @Nullable LinkRepair links;

  ParentPhases(Workbench bench, PendingCarrier.Work work) {
    this.bench = bench;
    this.work = work;
  }

  /**
   * Whether links to parents that were written anew can only be mended by reading everything. A
   * source that can be asked by key is spared.
   */
  boolean needFullScan(ScanPlan chosen) {
    var repair = new LinkRepair(bench.definition.parents(), bench.session, bench.progress);
    links = repair;
    if (chosen.full() || !repair.due() || bench.byKey.isPresent()) {
      return false;
    }
    long stale = repair.count();
    if (stale == 0) {
      repair.done();
      return false;
    }
    bench.draft.notice(
        stale
            + " records are linked to parents that were written anew or deleted: everything is read"
            + " to link them again");
    return true;
  }

  /** Takes up children whose parents have come or whose time has; mends links by key. */
  void beforeReading(ScanPlan plan) {
    carry(Readiness.arrivedOrDue(bench.parts.clock().instant()));
    LinkRepair repair = links;
    if (repair != null && !plan.full() && repair.due()) {
      bench.byKey.ifPresent(source -> repair.repair(source, bench.fetch, work::on));
      if (work.goesOn()) {
        repair.done();
      }
      work.commit();
    }
  }

  /** Takes up what waited for records of this very run. */
  void afterReading(ScanPlan plan, boolean complete) {
    if (bench.definition.parents().stream()
        .anyMatch(link -> link.sync().equals(bench.definition.name()))) {
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
    if (bench.stored.pending() > 0 || bench.book.anyParked()) {
      new PendingCarrier(
              bench.definition.name(),
              bench.session,
              bench.fetch,
              bench.book.fresh(),
              bench.inFlight,
              bench.definition.settings().batchRows(),
              work)
          .carry(readiness);
      work.commit();
    }
  }
}
