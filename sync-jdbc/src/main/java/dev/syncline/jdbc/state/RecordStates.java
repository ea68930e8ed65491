package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.state.SegmentLookup.Place;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The record states of one sync: those in rows of their own and those in segments. Whoever asks for
 * many keys gets them from an index in memory, which follows this session's commits and is made
 * anew when another has changed something.
 *
 * <p><b>Threading.</b> One thread may ask while another writes.
 */
final class RecordStates {
  private final Tables tables;
  private final long sync;
  private final Packing packing;

  private @Nullable StateIndex index;
  private long stamp;
  private long asked;
  private boolean writing;
  private boolean closed;
  private @Nullable StateChange change;

  RecordStates(Tables tables, long sync) {
    this.tables = tables;
    this.sync = sync;
    this.packing = tables.packing();
  }

  /** What is known of these keys. */
  FoundStates find(Connection connection, KeyHashes keys) throws SQLException {
    Optional<FoundStates> indexed = indexed(connection, keys);
    return indexed.isPresent()
        ? indexed.get()
        : FoundStates.of(point(connection, tables.dialect(), sync, keys));
  }

  private synchronized Optional<FoundStates> indexed(Connection connection, KeyHashes keys)
      throws SQLException {
    StateIndex current = current(connection, keys.size());
    if (current == null) {
      return Optional.empty();
    }
    int[] entries = new int[keys.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = current.find(keys.high(i), keys.low(i));
    }
    return Optional.of(new Indexed(current, entries, keys));
  }

  /** Makes the index now if there are so many states that it would be made at all. */
  synchronized void expectScan(Connection connection) throws SQLException {
    if (!closed && index == null && count(connection, sync) >= packing.asked()) {
      current(connection, packing.asked());
    }
  }

  private @Nullable StateIndex current(Connection connection, int more) throws SQLException {
    var rows = new SegmentRows(connection, sync);
    long changes = rows.changes();
    while (index != null && changes != stamp && writing) {
      // This session's own commit, which the index does not know yet.
      await();
      changes = rows.changes();
    }
    if (index != null && changes != stamp) {
      forget();
      asked = 0;
    }
    asked += more;
    while (index == null && asked >= packing.asked()) {
      load(connection, rows);
    }
    return index;
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new dev.syncline.api.error.RetryableException(
          "interrupted while waiting for the state store", e);
    }
  }

  /** Leaves no index if something was committed meanwhile. */
  private void load(Connection connection, SegmentRows rows) throws SQLException {
    long before = rows.changes();
    var fresh = new StateIndex();
    Map<Long, BitSet> gone = rows.gone();
    for (long number : rows.numbers()) {
      fresh.add(
          number,
          ByteBuffer.wrap(rows.bytes("key_hashes", number)),
          ByteBuffer.wrap(rows.bytes("hashes", number)),
          gone.getOrDefault(number, new BitSet()));
    }
    fresh.segment(StateIndex.LOOSE);
    new RecordRows(connection, tables.dialect(), sync).index(fresh);
    if (rows.changes() == before) {
      index = fresh;
      stamp = before;
    } else {
      fresh.close();
      while (writing) {
        await();
      }
    }
  }

  private synchronized void forget() {
    if (index != null) {
      index.close();
      index = null;
    }
  }

  /** The states of some keys, without an index. */
  static Map<KeyHash, RecordState> point(
      Connection connection, Dialect dialect, long sync, KeyHashes keys) throws SQLException {
    var found = new HashMap<KeyHash, RecordState>(keys.size() * 2);
    for (RecordState state : new RecordRows(connection, dialect, sync).find(keys)) {
      found.put(state.keyHash(), state);
    }
    var lookup = new SegmentLookup(connection, sync);
    for (RecordState state : lookup.states(lookup.places(keys).values())) {
      found.put(state.keyHash(), state);
    }
    return found;
  }

  /** The place in the history of the run that wrote the state of a key. */
  static OptionalLong writer(Connection connection, Dialect dialect, long sync, KeyHash key)
      throws SQLException {
    var place = new SegmentLookup(connection, sync).places(KeyHashes.of(key)).get(key);
    return place == null
        ? new RecordRows(connection, dialect, sync).run(key)
        : new SegmentRows(connection, sync).run(place.segment());
  }

  /** How many states there are. */
  static long count(Connection connection, long sync) throws SQLException {
    return new KeyedRows(connection, "syncline_record", sync).count()
        + new SegmentRows(connection, sync).count();
  }

  /**
   * Writes changes of record states in the transaction of a checkpoint. What goes, goes first: a
   * key may be removed and written again in one checkpoint. Then either {@link #committed} or
   * {@link #failed} has to be called.
   */
  void write(
      Connection connection, List<KeyHash> removed, List<RecordState> written, OptionalLong run)
      throws SQLException {
    if (removed.isEmpty() && written.isEmpty()) {
      return;
    }
    var next = new StateChange(connection, tables.dialect(), sync, packing, removed, written, run);
    StateChange.Lookup lookup;
    synchronized (this) {
      writing = true;
      change = next;
      boolean known = index != null && new SegmentRows(connection, sync).changes() == stamp;
      lookup = known ? new InIndex() : new SegmentLookup(connection, sync);
    }
    next.write(lookup);
  }

  /** This session alone changes what it knows: the index is as good as the tables. */
  private final class InIndex implements StateChange.Lookup {
    @Override
    public Map<KeyHash, Place> places(KeyHashes keys) {
      var places = new HashMap<KeyHash, Place>();
      synchronized (RecordStates.this) {
        StateIndex current = Objects.requireNonNull(index);
        for (int i = 0; i < keys.size(); i++) {
          int entry = current.find(keys.high(i), keys.low(i));
          if (entry != StateIndex.NONE) {
            places.put(keys.get(i), new Place(current.segmentOf(entry), current.positionOf(entry)));
          }
        }
      }
      return places;
    }

    @Override
    public boolean knowsAll() {
      return true;
    }
  }

  /** What was written is committed. */
  synchronized void committed() {
    StateChange done = change;
    if (done != null && index != null) {
      if (done.stamp() == stamp + 1) {
        done.into(index);
        stamp = done.stamp();
      } else {
        forget();
      }
    }
    change = null;
    writing = false;
    notifyAll();
  }

  /** What was written is not, or nobody knows whether it is, committed. */
  synchronized void failed() {
    if (change != null) {
      forget();
    }
    change = null;
    writing = false;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    forget();
  }

  private synchronized Optional<RecordState> read(
      StateIndex from, int entry, KeyHash key, Reads reads) {
    if (from == index && from.segmentOf(entry) != StateIndex.LOOSE) {
      return Optional.of(reads.of(from.segmentOf(entry)).state(from.positionOf(entry)));
    }
    return tables.read(
        c ->
            Optional.ofNullable(
                from == index
                    ? single(new RecordRows(c, tables.dialect(), sync).find(KeyHashes.of(key)))
                    : point(c, tables.dialect(), sync, KeyHashes.of(key)).get(key)));
  }

  private static @Nullable RecordState single(List<RecordState> states) {
    return states.isEmpty() ? null : states.get(0);
  }

  /** The segments that the states of one answer were read from: mostly few. */
  private final class Reads {
    private static final int MOST = 8;
    private final Map<Long, SegmentContent> contents = new HashMap<>();

    SegmentContent of(long segment) {
      SegmentContent known = contents.get(segment);
      if (known == null) {
        known = tables.read(c -> new SegmentContent(new SegmentRows(c, sync), segment));
        if (contents.size() == MOST) {
          contents.clear();
        }
        contents.put(segment, known);
      }
      return known;
    }
  }

  /** States that the index knows. */
  private final class Indexed implements FoundStates {
    private final StateIndex from;
    private final int[] entries;
    private final KeyHashes keys;
    private final Reads reads = new Reads();
    private @Nullable Map<KeyHash, Integer> places;

    Indexed(StateIndex from, int[] entries, KeyHashes keys) {
      this.from = from;
      this.entries = entries;
      this.keys = keys;
    }

    @Override
    public Optional<RecordState> state(KeyHash key) {
      Map<KeyHash, Integer> known = places;
      if (known == null) {
        known = new HashMap<>(entries.length * 2);
        for (int i = 0; i < entries.length; i++) {
          if (entries[i] != StateIndex.NONE) {
            known.put(keys.get(i), entries[i]);
          }
        }
        places = known;
      }
      Integer entry = known.get(key);
      return entry == null ? Optional.empty() : read(from, entry, key, reads);
    }

    @Override
    public long ordinalIfSame(int i, KeyHash key, DataHash hash, IntPredicate versions) {
      int entry = entries[i];
      return entry != StateIndex.NONE
              && hash.size() == Segment.KEY
              && from.hashIs(entry, hash.high(), hash.low())
              && versions.test(from.version(entry))
          ? from.ordinal(entry)
          : -1;
    }
  }
}
