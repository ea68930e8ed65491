package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes parked children up again: one walk over all of them, and down from each parent that is
 * written to those that wait for it. So a tree ends complete in one walk, whatever the order in
 * which its records were read, and nobody asks again and again for children whose turn has not
 * come.
 *
 * <p>What was written and may be waited for is kept as key hashes, 16 bytes a record. Works in the
 * loading thread, while nothing is conveyed.
 */
final class PendingCarrier {
  private static final int MOST_PARENTS = 1000;

  private final String sync;
  private final StateSession session;
  private final FetchStage fetch;
  private final FreshRefs fresh;
  private final InFlight inFlight;
  private final int pageSize;
  private final Work work;
  private KeyHashes.Builder written = KeyHashes.builder(0);

  /**
   * @param work what is done with the children that are taken up
   */
  PendingCarrier(
      String sync,
      StateSession session,
      FetchStage fetch,
      FreshRefs fresh,
      InFlight inFlight,
      int pageSize,
      Work work) {
    this.sync = sync;
    this.session = session;
    this.fetch = fetch;
    this.fresh = fresh;
    this.inFlight = inFlight;
    this.pageSize = pageSize;
    this.work = work;
  }

  /** Takes up the children that are ready, and in turn those that wait for them. */
  void carry(Readiness readiness) {
    Optional<KeyHash> after = Optional.empty();
    boolean more = true;
    while (more && work.goesOn()) {
      List<PendingChild> page = session.pending(after, pageSize);
      take(page, readiness);
      more = page.size() == pageSize;
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).keyHash());
    }
    descend();
  }

  /** Level by level, so that batches are as large as the tree is wide. */
  private void descend() {
    for (Level level = nextLevel(); !level.done() && work.goesOn(); level = nextLevel()) {
      while (!level.done() && work.goesOn()) {
        takeBelow(level);
      }
    }
  }

  private Level nextLevel() {
    var level = new Level(written.build());
    written = KeyHashes.builder(0);
    return level;
  }

  private void takeBelow(Level level) {
    KeyHashes parents = level.next();
    List<PendingChild> page = session.waiting(parents, level.after, pageSize);
    boolean full = page.size() == pageSize;
    if (full && parents.size() > 1) {
      // Pages over many parents would be sorted again and again.
      level.askForFewer();
      return;
    }
    if (full) {
      level.after = Optional.of(page.get(page.size() - 1).keyHash());
    } else {
      level.passOver(parents.size());
    }
    take(page, Readiness.ARRIVED);
  }

  private void take(List<PendingChild> children, Readiness readiness) {
    if (children.isEmpty()) {
      return;
    }
    Map<String, ParentRefs> parents = parentsOf(children);
    Map<Schema, List<SyncRecord>> ready = new LinkedHashMap<>();
    for (PendingChild child : children) {
      if (!inFlight.contains(child.keyHash()) && readiness.of(child, parents)) {
        SyncRecord record = RecordText.record(child.raw());
        ready.computeIfAbsent(record.schema(), schema -> new ArrayList<>()).add(record);
      }
    }
    ready.forEach(
        (schema, records) -> {
          if (work.goesOn()) {
            var batch =
                WorkBatch.of(Intake.CARRIED, schema, fetch.rows(RowBatch.of(schema, records)));
            work.on(batch);
            noteWritten(batch);
          }
        });
  }

  private void noteWritten(WorkBatch batch) {
    boolean parkedAgain = false;
    for (Row row : batch.rows()) {
      if (row.written != null) {
        written.add(row.id);
      }
      parkedAgain |= !row.missing.isEmpty() || !row.deferred.isEmpty();
    }
    if (parkedAgain) {
      // What it waits for now has to be in the state store before that is written.
      work.commit();
    }
  }

  private Map<String, ParentRefs> parentsOf(List<PendingChild> children) {
    Map<String, KeyHashes.Builder> keys = new HashMap<>();
    for (PendingChild child : children) {
      for (MissingParent parent : child.missing()) {
        keys.computeIfAbsent(parent.sync(), name -> KeyHashes.builder(children.size()))
            .add(parent.keyHash());
      }
    }
    Map<String, ParentRefs> refs = new HashMap<>();
    keys.forEach(
        (name, builder) ->
            refs.put(
                name,
                name.equals(sync)
                    ? fresh.parents(session, sync, builder.build())
                    : session.parents(name, builder.build())));
    return refs;
  }

  /** Says which children are to be taken up. */
  @FunctionalInterface
  interface Readiness {
    /** A parent that it waited for has come: all of them, or one that it is to be linked to. */
    Readiness ARRIVED =
        (child, parents) ->
            child.written()
                ? child.missing().stream().anyMatch(parent -> isThere(parent, parents))
                : child.missing().stream().allMatch(parent -> isThere(parent, parents));

    boolean of(PendingChild child, Map<String, ParentRefs> parents);

    private static boolean isThere(MissingParent parent, Map<String, ParentRefs> parents) {
      return Optional.ofNullable(parents.get(parent.sync()))
          .flatMap(refs -> refs.ref(parent.keyHash()))
          .isPresent();
    }

    /**
     * Also those whose time has come and whose parents' syncs have committed since the last try.
     */
    static Readiness arrivedOrDue(Instant now) {
      return (child, parents) -> ARRIVED.of(child, parents) || due(child, parents, now);
    }

    private static boolean due(PendingChild child, Map<String, ParentRefs> parents, Instant now) {
      if (child.written() || child.nextTry().isAfter(now)) {
        return false;
      }
      long commits = 0;
      for (MissingParent parent : child.missing()) {
        ParentRefs refs = parents.get(parent.sync());
        commits += refs == null ? 0 : refs.commits();
      }
      return commits > child.parentCommits();
    }
  }

  /** What a run does with a batch that did not come over the conveyor. */
  interface Work {
    /** Takes a batch through all stages. */
    void on(WorkBatch batch);

    /** Loads a batch whose changes are decided. */
    void load(WorkBatch batch);

    /** Commits what was booked. */
    void commit();

    /** Whether the run is not to stop. */
    boolean goesOn();
  }

  /** Parents that were written, and how far their children were looked for. */
  private static final class Level {
    private final KeyHashes parents;
    private Optional<KeyHash> after = Optional.empty();
    private int from;
    private int count = MOST_PARENTS;

    Level(KeyHashes parents) {
      this.parents = parents;
    }

    boolean done() {
      return from >= parents.size();
    }

    KeyHashes next() {
      var next = KeyHashes.builder(count);
      for (int i = from; i < Math.min(parents.size(), from + count); i++) {
        next.add(parents.high(i), parents.low(i));
      }
      return next.build();
    }

    void askForFewer() {
      count = Math.max(1, count / 2);
    }

    /** All children of the next parents are known. */
    void passOver(int asked) {
      from += asked;
      after = Optional.empty();
      count = Math.min(MOST_PARENTS, count * 2);
    }
  }
}
