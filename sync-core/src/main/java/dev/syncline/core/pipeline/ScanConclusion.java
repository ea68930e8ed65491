package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncProgress.CompleteScan;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.DeleteGuard.Objection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * What follows from a complete scan: deletes, withheld deletes, and what later scans compare with.
 */
final class ScanConclusion {
  private static final int PAGE = 500;
  private static final int CHUNK = 200;
  private static final byte[] NONE = new byte[0];

  private final RunParts parts;
  private final SyncDefinition definition;
  private final StateSession session;
  private final CheckpointBook book;
  private final ProgressBook progress;
  private final ReportDraft draft;
  private final FetchStage fetch;
  private final Optional<ReadsByKey> byKey;
  private final SyncState stored;

  ScanConclusion(
      RunParts parts,
      SyncDefinition definition,
      StateSession session,
      CheckpointBook book,
      ProgressBook progress,
      ReportDraft draft,
      FetchStage fetch,
      Optional<ReadsByKey> byKey,
      SyncState stored) {
    this.parts = parts;
    this.definition = definition;
    this.session = session;
    this.book = book;
    this.progress = progress;
    this.draft = draft;
    this.fetch = fetch;
    this.byKey = byKey;
    this.stored = stored;
  }

  /**
   * Deletes what the source flags, all of it or nothing.
   *
   * @return whether the deletes are done, so that the cursor may move past them
   */
  boolean concludeFlags(ScanPlan scan, HeldDeletes held, Consumer<WorkBatch> destination) {
    AbsenceSweep.Candidates candidates = held.candidates();
    var guard =
        new DeleteGuard(
            definition.deletes(),
            stored.records() - sweep().spared(),
            Math.max(1, candidates.count()),
            true,
            0,
            approved(stored));
    Optional<Objection> objection = guard.objection(candidates.count());
    if (objection.isPresent()) {
      withhold(candidates, scan, objection.get());
      return false;
    }
    AbsenceSweep.Withheld kept = sweep().sweep(held.keys(), destination, book::commit, this::goOn);
    done(kept);
    return goOn() && kept.parentsOfChildren() == 0;
  }

  private AbsenceSweep sweep() {
    Schema schema = fetch.lastSchema().orElseGet(parts.extractor()::describe);
    return new AbsenceSweep(
        session,
        book.seen(),
        byKey,
        fetch,
        schema,
        CHUNK,
        progress::elsewhere,
        definition.deletes().ownAdopted(),
        missedBefore(),
        ownLinks(),
        definition.parents().size(),
        definition.deletes().mode() == Deletes.Mode.ABSENCE
            && definition.deletes().onLeave() == Deletes.OnLeave.KEEP);
  }

  private List<Integer> ownLinks() {
    var links = new ArrayList<Integer>();
    for (int i = 0; i < definition.parents().size(); i++) {
      ParentLink link = definition.parents().get(i);
      if (link.sync().equals(definition.name()) && !link.deferred()) {
        links.add(i);
      }
    }
    return links;
  }

  /** With confirmation, what the last complete scan missed, too. */
  private LongPredicate missedBefore() {
    if (!definition.deletes().confirmed()) {
      return ordinal -> true;
    }
    BitSet missed = BitSet.valueOf(progress.earlierScan().map(CompleteScan::missed).orElse(NONE));
    return ordinal -> missed.get(Math.toIntExact(ordinal));
  }

  private boolean goOn() {
    return !parts.control().stopped();
  }

  /**
   * Deletes what was not seen, and remembers the scan.
   *
   * @param whole whether all that was read is accounted for: else it has to be read again, and the
   *     scan does not count
   */
  void conclude(ScanPlan scan, boolean whole, Consumer<WorkBatch> destination) {
    AbsenceSweep sweep = sweep();
    AbsenceSweep.Candidates candidates = sweep.count();
    if (sweep.leftFilter() > 0) {
      draft.notice(
          sweep.leftFilter()
              + " records left the filter of the source and stay at the destination; 'onLeave:"
              + " delete' deletes such records");
    }
    Optional<Objection> objection = guard(scan, candidates.spared()).objection(candidates.count());
    if (definition.deletes().mode() == Deletes.Mode.ABSENCE) {
      if (objection.isPresent()) {
        withhold(candidates, scan, objection.get());
      } else {
        done(sweep.sweep(destination, book::commit, this::goOn));
      }
    }
    if (whole) {
      record(scan, objection, candidates);
    }
  }

  private DeleteGuard guard(ScanPlan scan, long spared) {
    boolean sameScope =
        progress
            .earlierScan()
            .map(earlier -> ScanPlan.readTheSame(earlier.scope(), scan.scope()))
            .orElse(true);
    return new DeleteGuard(
        definition.deletes(),
        stored.records() - spared,
        book.ledger().fetched() + scan.seen().cardinality(),
        sameScope,
        newKeyless(scan),
        approved(stored));
  }

  /** How many flagged records the guard can let go at all. */
  static long mostFlagged(SyncDefinition definition, SyncState stored) {
    double share = stored.records() * definition.deletes().maxPercent() / 100;
    return Math.max(DeleteGuard.FEW, (long) Math.ceil(share)) + approved(stored).orElse(0);
  }

  /** An approval is for one scan, and for no more records than the person saw. */
  private static OptionalLong approved(SyncState stored) {
    Optional<WithheldDeletes> withheld = stored.progress().withheld();
    return withheld.isPresent()
            && stored.approvedScan().equals(OptionalLong.of(withheld.get().scan()))
        ? OptionalLong.of(withheld.get().count())
        : OptionalLong.empty();
  }

  /** Keyless records that this scan read and the last complete one did not. */
  private long newKeyless(ScanPlan scan) {
    long lastComplete = progress.earlierScan().map(CompleteScan::scan).orElse(0L);
    long count = 0;
    Optional<KeyHash> after = Optional.empty();
    while (true) {
      List<DeadLetter> page = parts.store().queries().deadLetters(definition.name(), after, PAGE);
      for (DeadLetter letter : page) {
        boolean readNow = letter.lastScan().equals(OptionalLong.of(scan.scan()));
        boolean known =
            letter.firstScan().isPresent() && letter.firstScan().getAsLong() <= lastComplete;
        boolean keyless =
            letter.key().isEmpty() && !(letter.status() instanceof LetterStatus.Edited);
        if (keyless && readNow && !known) {
          count++;
        }
      }
      if (page.size() < PAGE) {
        return count;
      }
      after = Optional.of(page.get(page.size() - 1).id());
    }
  }

  private void withhold(AbsenceSweep.Candidates candidates, ScanPlan scan, Objection objection) {
    WithheldDeletes deletes = candidates.withheld(scan.scan(), objection.text());
    book.addWithheld(candidates.count());
    progress.withhold(Optional.of(deletes));
    draft.withheld(deletes);
  }

  private void done(AbsenceSweep.Withheld kept) {
    if (kept.reappeared() > 0) {
      draft.notice(
          kept.reappeared() + " records that the scan missed are still at the source: not deleted");
    }
    if (kept.parentsOfChildren() > 0) {
      draft.notice(
          kept.parentsOfChildren()
              + " records still have children at the destination: not deleted; run the children's"
              + " syncs together with this one");
    }
    if (!goOn()) {
      // What was not deleted yet keeps its approval.
      return;
    }
    if (kept.parentsOfChildren() > 0 && approved(stored).isPresent()) {
      // So does what its children hold back, and no more than that.
      progress.withhold(stored.progress().withheld().map(all -> rest(all, kept)));
      return;
    }
    progress.withhold(Optional.empty());
    if (stored.approvedScan().isPresent()) {
      book.consumeApproval();
    }
  }

  private static WithheldDeletes rest(WithheldDeletes all, AbsenceSweep.Withheld kept) {
    return new WithheldDeletes(all.scan(), kept.parentsOfChildren(), all.reason(), all.sample());
  }

  private void record(
      ScanPlan scan, Optional<Objection> objection, AbsenceSweep.Candidates candidates) {
    if (!goOn()) {
      return;
    }
    boolean empty = book.ledger().fetched() + scan.seen().cardinality() == 0;
    boolean nothingWithheld =
        objection.isEmpty() || definition.deletes().mode() != Deletes.Mode.ABSENCE;
    if (nothingWithheld ? !empty : objection.map(Objection::countsAsScan).orElse(false)) {
      BitSet missed = candidates.missed();
      long fresh = missed.cardinality() - candidates.count();
      if (definition.deletes().confirmed() && fresh > 0) {
        draft.notice(fresh + " records were missing for the first time: the next scan decides");
      }
      progress.completeScan(
          new CompleteScan(
              scan.scan(),
              scan.scope(),
              parts.clock().instant(),
              definition.deletes().confirmed() ? missed.toByteArray() : NONE));
    } else {
      progress.endScan();
    }
    if (objection.map(Objection::trusted).orElse(!empty)) {
      book.finishScan(scan.scan());
    }
  }
}
