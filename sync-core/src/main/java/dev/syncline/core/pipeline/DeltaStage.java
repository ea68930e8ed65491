package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * DELTA: compares every record with its record state and says what has to change. It also decides
 * which of several versions of one key counts.
 */
final class DeltaStage {
  /** The kind of error of a record whose key the source holds twice. */
  static final String DUPLICATE_KEY = "duplicate-key";

  private final StateSession session;
  private final Identity identity;
  private final InFlight inFlight;
  private final Runnable settle;
  private final ScanMarks marks;
  private final boolean snapshot;
  private final boolean compareValues;
  private final List<ParentLink> parents;
  private final HeldDeletes heldDeletes;
  private final IntPredicate elsewhere;
  private final boolean ownAdopted;
  private final Set<String> volatileFields;
  private final StoredHashes hashes;
  private final IntPredicate here;

  /** Whether an equal data hash is enough for a record to be unchanged. */
  private final boolean simple;

  /**
   * @param settle returns when all earlier batches are committed
   * @param snapshot whether a key that comes twice with different content is an error of the source
   * @param compareValues whether whole records are compared, not hashes
   * @param elsewhere whether a record state of this hash version is about another destination
   * @param hashes compares with what is stored
   * @param volatileFields mapped fields whose change alone is none
   * @param ownAdopted whether records that the destination had before may be deleted
   * @param wholeStates whether somebody looks at the states of unchanged records, too
   */
  DeltaStage(
      StateSession session,
      Identity identity,
      InFlight inFlight,
      Runnable settle,
      ScanMarks marks,
      boolean snapshot,
      boolean compareValues,
      List<ParentLink> parents,
      HeldDeletes heldDeletes,
      IntPredicate elsewhere,
      boolean ownAdopted,
      Set<String> volatileFields,
      StoredHashes hashes,
      boolean wholeStates) {
    this.session = session;
    this.identity = identity;
    this.inFlight = inFlight;
    this.settle = settle;
    this.marks = marks;
    this.snapshot = snapshot;
    this.compareValues = compareValues;
    this.parents = parents;
    this.heldDeletes = heldDeletes;
    this.elsewhere = elsewhere;
    this.ownAdopted = ownAdopted;
    this.volatileFields = volatileFields;
    this.hashes = hashes;
    this.here = elsewhere.negate();
    this.simple = !compareValues && parents.isEmpty() && !wholeStates;
  }

  void apply(WorkBatch batch) {
    batch.reach(Stage.DELTA);
    boolean scanned = batch.intake() == WorkBatch.Intake.FETCHED;
    oneVersionPerKey(batch.rows(), scanned);
    if (inFlight.anyOf(batch.rows())) {
      settle.run();
    }
    attachStates(batch.rows());
    holdParents(batch.rows());
    for (Row row : batch.rows()) {
      if (row.open()) {
        decide(row, scanned);
      }
    }
    if (scanned) {
      batch.rows().forEach(this::mark);
    }
    for (Row row : batch.rows()) {
      if ((row.key != null && row.outcome == Outcome.REJECTED) || row.edited != null) {
        // Its dead letter is not in the state store yet, where a later version has to find it.
        inFlight.add(row.id);
      }
    }
  }

  /** Within a batch, which is not in the state store yet. */
  private void oneVersionPerKey(List<Row> rows, boolean scanned) {
    if (snapshot && scanned) {
      keepFirst(rows);
    } else {
      keepLast(rows);
    }
  }

  private static void keepFirst(List<Row> rows) {
    Map<KeyHash, Row> kept = new HashMap<>(rows.size() * 2);
    for (Row row : rows) {
      Row earlier = row.open() ? kept.putIfAbsent(row.id, row) : null;
      if (earlier != null) {
        refuseCopy(row, row.dataHash != null && row.dataHash.equals(earlier.dataHash));
      }
    }
  }

  /** A version that was refused is superseded, too: its dead letter would be about the past. */
  private static void keepLast(List<Row> rows) {
    var later = new HashSet<KeyHash>(rows.size() * 2);
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      if (row.key == null || !(row.open() || row.outcome == Outcome.REJECTED)) {
        continue;
      }
      if (later.contains(row.id)) {
        row.settle(Outcome.SUPERSEDED);
      } else if (row.open()) {
        later.add(row.id);
      }
    }
  }

  private static void refuseCopy(Row row, boolean equal) {
    if (equal) {
      row.settle(Outcome.SUPERSEDED);
    } else {
      row.reject(
          Stage.DELTA,
          DUPLICATE_KEY,
          "the source holds key "
              + row.key
              + " twice with different content; the record read first was kept: make the key"
              + " unique at the source or add a field to it");
    }
  }

  private void attachStates(List<Row> rows) {
    var ids = KeyHashes.builder(rows.size());
    rows.forEach(row -> ids.add(row.id));
    KeyStates known = session.find(ids.build());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      row.letter = known.deadLetter(row.id).orElse(null);
      if (row.key == null) {
        continue;
      }
      row.pending = known.pending(row.id).orElse(null);
      if (row.open()
          && row.op == Op.UPSERT
          && row.edited == null
          && simple
          && row.dataHash != null) {
        row.ordinal = known.ordinalIfSame(i, row.id, row.dataHash, here);
      }
      if (row.ordinal < 0) {
        row.state = known.state(row.id).orElse(null);
        row.ordinal = row.state == null ? -1 : row.state.ordinal();
      }
    }
  }

  /** A deleted parent waits for its children, whose deletes may come later. */
  private void holdParents(List<Row> rows) {
    List<Row> deleted = null;
    for (Row row : rows) {
      if (row.open() && row.op == Op.DELETE && !row.flagged && row.state != null) {
        deleted = deleted == null ? new ArrayList<>() : deleted;
        deleted.add(row);
      }
    }
    if (deleted != null) {
      BitSet held = session.heldByChildren(KeyHashes.of(deleted.stream().map(r -> r.id).toList()));
      for (int i = held.nextSetBit(0); i >= 0; i = held.nextSetBit(i + 1)) {
        deleted.get(i).flagged = true;
      }
    }
  }

  private void decide(Row row, boolean scanned) {
    RecordState state = row.state;
    if (row.op == Op.DELETE) {
      boolean held = false;
      if (state == null || state.dataHash().equals(DataHash.TOMBSTONE)) {
        row.settle(row.filteredBy == null ? Outcome.UNCHANGED : Outcome.FILTERED);
      } else if (state.adopted() && !ownAdopted) {
        // The destination had it before we came.
        row.settle(Outcome.FILTERED);
      } else if (elsewhere.test(state.hashVersion())) {
        row.settle(Outcome.DELETED);
      } else if (row.flagged) {
        heldDeletes.hold(state);
        held = true;
        row.settle(Outcome.FILTERED);
      } else {
        change(row, Change.DELETE);
      }
      // Nothing is held back of a record that was not written: the cursor may pass it.
      row.flagged = held;
      return;
    }
    heldDeletes.release(row.id);
    if (state == null && row.ordinal >= 0) {
      // Nothing but its ordinal is known: its content is the same.
      if (scanned && snapshot && marks.seenBefore(row.ordinal)) {
        refuseCopy(row, true);
      } else {
        row.change = Change.UNCHANGED;
      }
    } else if (state == null) {
      change(row, Change.INSERT);
    } else if (scanned && snapshot && marks.seenBefore(state.ordinal())) {
      refuseCopy(row, state.dataHash().equals(row.dataHash));
    } else if (elsewhere.test(state.hashVersion())) {
      // Another destination, or an emptied one: there, the record is new.
      change(row, Change.INSERT);
    } else if (sameAs(state, row)) {
      row.change = Change.UNCHANGED;
    } else if (takesAnothersKey(row)) {
      row.reject(
          Stage.DELTA,
          "key-taken",
          "the edited form has key "
              + row.key
              + ", and another record of that key is at the destination; discard the letter or give"
              + " it another key");
    } else {
      change(row, Change.UPDATE);
    }
  }

  /** A record without a key was given one that is newly taken: nothing newer is overwritten. */
  private static boolean takesAnothersKey(Row row) {
    DeadLetter letter = row.edited;
    return letter != null && letter.key().isEmpty() && letter.status().waiting();
  }

  private void change(Row row, Change change) {
    row.change = change;
    inFlight.add(row.id);
  }

  private boolean sameAs(RecordState state, Row row) {
    if (compareValues && state.values().isPresent()) {
      BitSet changed = changedFields(RecordText.record(state.values().get()), state, row);
      row.changedFields = changed;
      return changed.isEmpty();
    }
    return hashes.same(state, row);
  }

  private BitSet changedFields(SyncRecord before, RecordState state, Row row) {
    Schema schema = row.mappedSchema;
    var changed = new BitSet();
    for (int i = 0; schema != null && i < schema.size(); i++) {
      String name = schema.field(i).name();
      if (volatileFields.contains(name)) {
        continue;
      }
      @Nullable Object now = row.mapped[i];
      int link = linkTo(name);
      if (link >= 0) {
        // What was written is the parent's id; it is not known before RESOLVE.
        changed.set(i, !sameParent(state.parents(), row, link));
      } else if (before.has(name) ? !identity.same(before.get(name), now) : now != Absent.ABSENT) {
        changed.set(i);
      }
    }
    return changed;
  }

  private int linkTo(String field) {
    for (int i = 0; i < parents.size(); i++) {
      if (parents.get(i).field().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameParent(KeyHashes before, Row row, int link) {
    KeyHash now = row.parents.get(link);
    return link < before.size()
        && before.get(link).equals(now == null ? RecordState.NO_PARENT : now);
  }

  /** Also what was filtered, rejected or parked was seen: it is not gone at the source. */
  private void mark(Row row) {
    if (row.ordinal >= 0) {
      marks.see(row.ordinal);
    }
  }

  /** The ids of the rows whose change has to be committed before another version may come. */
  static List<KeyHash> changedKeys(List<Row> rows) {
    var keys = new ArrayList<KeyHash>();
    for (Row row : rows) {
      if ((row.change != null && row.change != Change.UNCHANGED)
          || row.outcome == Outcome.REJECTED
          || row.outcome == Outcome.PENDING
          || !row.deferred.isEmpty()
          || row.edited != null) {
        keys.add(row.id);
      }
    }
    return keys;
  }
}
