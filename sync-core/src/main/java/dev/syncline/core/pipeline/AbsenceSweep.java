package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that a complete scan did not see, and sends their deletes. Runs after the scan,
 * in the loading thread, in bounded chunks.
 */
final class AbsenceSweep {
  private static final int SAMPLE = 10;

  private final StateSession session;
  private final BitSet seen;
  private final Extractor extractor;
  private final FetchStage fetch;
  private final Schema schema;
  private final int chunk;
  private final IntPredicate elsewhere;
  private final boolean ownAdopted;
  private final LongPredicate missedBefore;

  /**
   * @param ownAdopted whether records that the destination had before may be deleted
   * @param missedBefore which ordinals may be deleted if this scan missed them
   */
  AbsenceSweep(
      StateSession session,
      BitSet seen,
      Extractor extractor,
      FetchStage fetch,
      Schema schema,
      int chunk,
      IntPredicate elsewhere,
      boolean ownAdopted,
      LongPredicate missedBefore) {
    this.session = session;
    this.seen = seen;
    this.extractor = extractor;
    this.fetch = fetch;
    this.schema = schema;
    this.chunk = chunk;
    this.elsewhere = elsewhere;
    this.ownAdopted = ownAdopted;
    this.missedBefore = missedBefore;
  }

  /** How many records were not seen, with some of their keys. */
  Candidates count() {
    long count = 0;
    long spared = 0;
    var missed = new BitSet();
    var sample = new ArrayList<String>();
    try (RecordStateScan scan = session.scan(this::unseen)) {
      for (List<RecordState> states = scan.next(); !states.isEmpty(); states = scan.next()) {
        for (RecordState state : states) {
          if (!deletable(state)) {
            spared++;
            continue;
          }
          missed.set(Math.toIntExact(state.ordinal()));
          if (missedBefore.test(state.ordinal())) {
            count++;
            if (sample.size() < SAMPLE) {
              sample.add(RecordText.key(state.key()).toString());
            }
          }
        }
      }
    }
    return new Candidates(count, sample, spared, missed);
  }

  /** How many record states are of records that are never deleted. */
  long spared() {
    long spared = 0;
    try (RecordStateScan scan = session.scan(ordinal -> true)) {
      for (List<RecordState> states = scan.next(); !states.isEmpty(); states = scan.next()) {
        spared += states.stream().filter(state -> !deletable(state)).count();
      }
    }
    return spared;
  }

  private boolean unseen(long ordinal) {
    return !seen.get(Math.toIntExact(ordinal));
  }

  /** Not what is marked as deleted, nor what the destination had before. */
  private boolean deletable(RecordState state) {
    return !state.dataHash().equals(DataHash.TOMBSTONE) && (ownAdopted || !state.adopted());
  }

  /**
   * Hands on the deletes of what was not seen, chunk by chunk.
   *
   * @param goOn whether to go on after a chunk
   */
  Withheld sweep(Consumer<WorkBatch> destination, Supplier<Boolean> goOn) {
    var withheld = new Withheld(0, 0);
    try (RecordStateScan scan =
        session.scan(ordinal -> unseen(ordinal) && missedBefore.test(ordinal))) {
      for (List<RecordState> chunk = scan.next();
          !chunk.isEmpty() && goOn.get();
          chunk = scan.next()) {
        List<RecordState> states = chunk.stream().filter(this::deletable).toList();
        for (int from = 0; from < states.size(); from += this.chunk) {
          int to = Math.min(states.size(), from + this.chunk);
          withheld = withheld.plus(delete(states.subList(from, to), destination));
        }
      }
    }
    return withheld;
  }

  /** Hands on the deletes of some keys, chunk by chunk. */
  Withheld sweep(List<KeyHash> keys, Consumer<WorkBatch> destination, Supplier<Boolean> goOn) {
    var withheld = new Withheld(0, 0);
    for (int from = 0; from < keys.size() && goOn.get(); from += this.chunk) {
      List<KeyHash> part = keys.subList(from, Math.min(keys.size(), from + this.chunk));
      KeyStates known = session.find(KeyHashes.of(part));
      List<RecordState> states = part.stream().map(known::state).flatMap(Optional::stream).toList();
      withheld = withheld.plus(delete(states, destination));
    }
    return withheld;
  }

  private Withheld delete(List<RecordState> states, Consumer<WorkBatch> destination) {
    WorkBatch batch = WorkBatch.of(Intake.ABSENT, schema, rows(states));
    for (Row row : batch.rows()) {
      if (row.state != null && elsewhere.test(row.state.hashVersion())) {
        // Another destination never had it: there is nothing to delete but the state.
        row.settle(Outcome.DELETED);
      }
    }
    long reappeared = defer(batch.rows(), stillThere(states));
    long parents = defer(batch.rows(), withChildren(states));
    destination.accept(batch);
    return new Withheld(reappeared, parents);
  }

  private List<Row> rows(List<RecordState> states) {
    @Nullable Object[] nothing = new @Nullable Object[schema.size()];
    Arrays.fill(nothing, Absent.ABSENT);
    var rows = new ArrayList<Row>(states.size());
    for (RecordState state : states) {
      Key key = RecordText.key(state.key());
      Row row = new Row(schema, nothing, Op.DELETE, state.keyHash(), key);
      row.state = state;
      row.change = Change.DELETE;
      rows.add(row);
    }
    var ids = KeyHashes.builder(rows.size());
    rows.forEach(row -> ids.add(row.id));
    var known = session.find(ids.build());
    rows.forEach(
        row -> {
          row.letter = known.deadLetter(row.id).orElse(null);
          row.pending = known.pending(row.id).orElse(null);
        });
    return rows;
  }

  private static long defer(List<Row> rows, Set<KeyHash> keys) {
    long count = 0;
    for (Row row : rows) {
      if (row.open() && keys.contains(row.id)) {
        row.settle(Outcome.DEFERRED);
        count++;
      }
    }
    return count;
  }

  /** Asked by key, where the source can be: what a scan missed may have moved while it read. */
  private Set<KeyHash> stillThere(List<RecordState> states) {
    if (!(extractor instanceof ReadsByKey source)) {
      return Set.of();
    }
    List<Key> keys = states.stream().map(state -> RecordText.key(state.key())).toList();
    var there = new HashSet<KeyHash>();
    for (Row row : fetch.rows(source.read(keys))) {
      if (row.op == Op.UPSERT) {
        there.add(row.id);
      }
    }
    return there;
  }

  private Set<KeyHash> withChildren(List<RecordState> states) {
    List<KeyHash> keys = states.stream().map(RecordState::keyHash).toList();
    BitSet parents = session.haveChildren(KeyHashes.of(keys));
    var found = new HashSet<KeyHash>();
    parents.stream().forEach(i -> found.add(keys.get(i)));
    return found;
  }

  /**
   * What was not seen.
   *
   * @param count how many may be deleted
   * @param sample some of their keys
   * @param spared how many were not seen and are never deleted
   * @param missed the ordinals of all that were not seen and may be deleted now or later
   */
  record Candidates(long count, List<String> sample, long spared, BitSet missed) {

    /** The entry that waits for approval. */
    WithheldDeletes withheld(long scan, String reason) {
      return new WithheldDeletes(scan, count, reason, sample);
    }
  }

  /** Deletes that were not sent after all. */
  record Withheld(long reappeared, long parentsOfChildren) {
    private Withheld plus(Withheld other) {
      return new Withheld(
          reappeared + other.reappeared, parentsOfChildren + other.parentsOfChildren);
    }
  }
}
