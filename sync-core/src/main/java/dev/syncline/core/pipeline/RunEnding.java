package dev.syncline.core.pipeline;

import dev.syncline.api.source.Poll;
import java.util.Optional;

/** What follows from how the source ended: the cursor, and deletes. */
final class RunEnding {
  private final Workbench bench;
  private final ScanPlan scan;
  private final PendingCarrier.Work work;

  /**
   * @param work loads batches that do not come over the conveyor
   */
  RunEnding(Workbench bench, ScanPlan scan, PendingCarrier.Work work) {
    this.bench = bench;
    this.scan = scan;
    this.work = work;
  }

  /** Takes over what the source said at its end, if it came to one. */
  void finishReading(ParentPhases parents) {
    Optional<Poll.End> end = bench.reader.end();
    if (end.isEmpty()) {
      return;
    }
    Poll.End last = end.get();
    last.notices().forEach(bench.draft::notice);
    bench.parts.watch().ended(last.complete());
    bench.parts.watch().notices().forEach(bench.draft::notice);
    bench.book.end(last.nextCursor());
    if (!last.complete()) {
      // It left something out, nobody knows where: going on at its end would not make it complete.
      bench.progress.endScan();
    }
    bench.commit();
    parents.afterReading(scan, last.complete());
  }

  /** Deletes what the source flags. */
  void deleteFlagged() {
    Optional<Poll.End> last = bench.reader.end();
    if (last.isPresent() && bench.heldDeletes.any()) {
      if (conclusion().concludeFlags(scan, bench.heldDeletes, work::load)
          && !bench.parts.watch().heldBack()) {
        bench.book.openFrontier();
        bench.book.end(last.get().nextCursor());
      } else {
        // The next run reads the flagged records again, wherever the scan had come to.
        bench.progress.endScan();
      }
      bench.commit();
    }
  }

  /** Whether what was not seen is gone; also if a plan held back some of what was seen. */
  boolean complete() {
    boolean complete = bench.reader.end().map(Poll.End::complete).orElse(false);
    return complete && scan.full() && (bench.book.frontierOpen() || bench.parts.watch().heldBack());
  }

  /** Deletes what a complete scan did not see. */
  void deleteAbsent() {
    conclusion().conclude(scan, bench.book.frontierOpen(), work::load);
    // A parent's run looks for children that are still in the state store.
    bench.commit();
  }

  private ScanConclusion conclusion() {
    return new ScanConclusion(
        bench.parts,
        bench.definition,
        bench.session,
        bench.book,
        bench.progress,
        bench.draft,
        bench.fetch,
        bench.byKey,
        bench.stored);
  }
}
