package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.WithheldDeletes;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
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
  private final Optional<ReadsByKey> byKey;
  private final FetchStage fetch;
  private final Schema schema;
  private final int chunk;
  private final IntPredicate elsewhere;
  private final boolean ownAdopted;
  private final LongPredicate missedBefore;
  private final List<Integer> ownLinks;
  private final int links;
  private final boolean keepsLeft;
  private final BitSet leftFilter = new BitSet();

  /**
   * @param elsewhere whether a record state of this hash version is about another destination
   * @param ownAdopted whether records that the destination had before may be deleted
   * @param missedBefore which ordinals may be deleted if this scan missed them
   * @param ownLinks the numbers of the parent fields that hold parents of this very sync
   * @param links how many parent fields there are
   * @param keepsLeft whether a record stays that leaves the source's filter
   */
  AbsenceSweep(
      StateSession session,
      BitSet seen,
      Optional<ReadsByKey> byKey,
      FetchStage fetch,
      Schema schema,
      int chunk,
      IntPredicate elsewhere,
      boolean ownAdopted,
      LongPredicate missedBefore,
      List<Integer> ownLinks,
      int links,
      boolean keepsLeft) {
    this.session = session;
    this.seen = seen;
    this.byKey = byKey;
    this.fetch = fetch;
    this.schema = schema;
    this.chunk = chunk;
    this.elsewhere = elsewhere;
    this.ownAdopted = ownAdopted;
    this.missedBefore = missedBefore;
    this.ownLinks = ownLinks;
    this.links = links;
    this.keepsLeft = keepsLeft;
  }

  /** How many records were not seen, with some of their keys. */
  Candidates count() {
    long count = 0;
    long spared = 0;
    var missed = new BitSet();
    var sample = new ArrayList<String>();
    try (RecordStateScan scan = session.scan(this::unseen)) {
      for (List<RecordState> states = scan.next(); !states.isEmpty(); states = scan.next()) {
        leftFilter.or(leftFilter(states));
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

  private boolean due(long ordinal) {
    return unseen(ordinal) && missedBefore.test(ordinal);
  }

  private boolean due(RecordState state) {
    return due(state.ordinal()) && deletable(state);
  }

  private boolean unseen(long ordinal) {
    return !seen.get(Math.toIntExact(ordinal));
  }

  /** How many records the source holds that its filter lets through no more; after counting. */
  long leftFilter() {
    return leftFilter.cardinality();
  }

  /** The ordinals of what is still at the source, where its own filter leaves it out. */
  private BitSet leftFilter(List<RecordState> states) {
    var left = new BitSet();
    if (!keepsLeft || byKey.isEmpty()) {
      return left;
    }
    ReadsByKey source = byKey.get();
    List<RecordState> asked = states.stream().filter(this::deletable).toList();
    for (int from = 0; from < asked.size(); from += chunk) {
      List<RecordState> part = asked.subList(from, Math.min(asked.size(), from + chunk));
      Optional<RecordBatch> there = source.readBeyondFilter(keysOf(part));
      if (there.isEmpty()) {
        return left;
      }
      Set<KeyHash> held = held(there.get());
      part.stream()
          .filter(state -> held.contains(state.keyHash()))
          .forEach(state -> left.set(Math.toIntExact(state.ordinal())));
    }
    return left;
  }

  private static List<Key> keysOf(List<RecordState> states) {
    return states.stream().map(state -> RecordText.key(state.key())).toList();
  }

  private Set<KeyHash> held(RecordBatch records) {
    var there = new HashSet<KeyHash>();
    for (Row row : fetch.rows(records)) {
      if (row.op == Op.UPSERT) {
        there.add(row.id);
      }
    }
    return there;
  }

  /** Not what is marked as deleted, what the destination had before, or what left a filter. */
  private boolean deletable(RecordState state) {
    return !state.dataHash().equals(DataHash.TOMBSTONE)
        && (ownAdopted || !state.adopted())
        && !leftFilter.get(Math.toIntExact(state.ordinal()));
  }

  /**
   * Hands on the deletes of what was not seen, chunk by chunk.
   *
   * @param destination carries out a batch
   * @param commit makes it known to the state store
   * @param goOn whether to go on after a chunk
   */
  Withheld sweep(Consumer<WorkBatch> destination, Runnable commit, Supplier<Boolean> goOn) {
    var pass = new Pass(this::due, destination, commit, goOn);
    eachUnseen(pass::leaves, goOn);
    pass.climb();
    eachUnseen(pass::rest, goOn);
    return pass.withheld;
  }

  private void eachUnseen(Consumer<List<RecordState>> action, Supplier<Boolean> goOn) {
    try (RecordStateScan scan = session.scan(this::due)) {
      for (List<RecordState> states = scan.next();
          !states.isEmpty() && goOn.get();
          states = scan.next()) {
        action.accept(states);
      }
    }
  }

  /** Hands on the deletes of some keys, chunk by chunk. */
  Withheld sweep(
      Set<KeyHash> keys, Consumer<WorkBatch> destination, Runnable commit, Supplier<Boolean> goOn) {
    var pass = new Pass(state -> keys.contains(state.keyHash()), destination, commit, goOn);
    eachOf(keys, pass::leaves, goOn);
    pass.climb();
    eachOf(keys, pass::rest, goOn);
    return pass.withheld;
  }

  private void eachOf(
      Collection<KeyHash> keys, Consumer<List<RecordState>> action, Supplier<Boolean> goOn) {
    var all = List.copyOf(keys);
    for (int from = 0; from < all.size() && goOn.get(); from += chunk) {
      List<KeyHash> part = all.subList(from, Math.min(all.size(), from + chunk));
      KeyStates known = session.find(KeyHashes.of(part));
      action.accept(part.stream().map(known::state).flatMap(Optional::stream).toList());
    }
  }

  /**
   * Children before their parents. First all records go that hold no others; then, level by level,
   * the parents that this set free. What is left in the end still has children.
   */
  private final class Pass {
    private final Predicate<RecordState> candidate;
    private final Consumer<WorkBatch> destination;
    private final Runnable commit;
    private final Supplier<Boolean> goOn;
    private final BitSet booked = new BitSet();
    private Set<KeyHash> freed = new LinkedHashSet<>();
    private Withheld withheld = new Withheld(0, 0);

    Pass(
        Predicate<RecordState> candidate,
        Consumer<WorkBatch> destination,
        Runnable commit,
        Supplier<Boolean> goOn) {
      this.candidate = candidate;
      this.destination = destination;
      this.commit = commit;
      this.goOn = goOn;
    }

    /** Deletes those that have no children. */
    void leaves(List<RecordState> states) {
      for (int from = 0; from < states.size() && goOn.get(); from += chunk) {
        List<RecordState> part = open(states.subList(from, Math.min(states.size(), from + chunk)));
        BitSet held = session.heldByChildren(keys(part));
        delete(except(part, held));
      }
    }

    /** Deletes the parents that have lost their last children, up to the roots. */
    void climb() {
      while (!freed.isEmpty() && goOn.get()) {
        commit.run();
        Set<KeyHash> level = freed;
        freed = new LinkedHashSet<>();
        eachOf(level, this::leaves, goOn);
      }
    }

    /** Books those that still have children. */
    void rest(List<RecordState> states) {
      for (int from = 0; from < states.size(); from += chunk) {
        List<RecordState> part = open(states.subList(from, Math.min(states.size(), from + chunk)));
        WorkBatch batch = WorkBatch.of(Intake.ABSENT, schema, rows(part));
        batch.rows().forEach(row -> row.settle(Outcome.DEFERRED));
        destination.accept(batch);
        part.forEach(state -> booked.set(Math.toIntExact(state.ordinal())));
        withheld = withheld.plus(new Withheld(0, part.size()));
      }
    }

    private List<RecordState> open(List<RecordState> states) {
      return states.stream()
          .filter(candidate)
          .filter(state -> !booked.get(Math.toIntExact(state.ordinal())))
          .toList();
    }

    private void delete(List<RecordState> states) {
      if (states.isEmpty()) {
        return;
      }
      WorkBatch batch = WorkBatch.of(Intake.ABSENT, schema, rows(states));
      for (Row row : batch.rows()) {
        if (row.state != null && elsewhere.test(row.state.hashVersion())) {
          // Another destination never had it: there is nothing to delete but the state.
          row.settle(Outcome.DELETED);
        }
      }
      withheld = withheld.plus(new Withheld(defer(batch.rows(), stillThere(states)), 0));
      destination.accept(batch);
      for (Row row : batch.rows()) {
        if (row.state != null) {
          booked.set(Math.toIntExact(row.state.ordinal()));
          if (row.outcome == Outcome.DELETED) {
            freed.addAll(ownParents(row.state));
          }
        }
      }
    }
  }

  private List<KeyHash> ownParents(RecordState state) {
    var parents = new ArrayList<KeyHash>();
    for (int i = 0; i < state.parents().size() && !ownLinks.isEmpty(); i++) {
      // What was in doubt has several versions of each.
      if (ownLinks.contains(i) || i >= links) {
        parents.add(state.parents().get(i));
      }
    }
    return parents;
  }

  private static KeyHashes keys(List<RecordState> states) {
    return KeyHashes.of(states.stream().map(RecordState::keyHash).toList());
  }

  private static List<RecordState> except(List<RecordState> states, BitSet held) {
    var others = new ArrayList<RecordState>(states.size());
    for (int i = 0; i < states.size(); i++) {
      if (!held.get(i)) {
        others.add(states.get(i));
      }
    }
    return others;
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
    return byKey.map(source -> held(source.read(keysOf(states)))).orElse(Set.of());
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
