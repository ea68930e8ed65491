package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.state.SegmentLookup.Place;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one checkpoint does to the record states: first in its transaction, then, once that is
 * committed, in the index.
 */
final class StateChange {
  private final Connection connection;
  private final Dialect dialect;
  private final long sync;
  private final Packing packing;
  private final OptionalLong run;
  private final SegmentRows rows;
  private final Map<KeyHash, RecordState> written = new LinkedHashMap<>();
  private final Set<KeyHash> removed;
  private final Map<Long, Segment> packed = new LinkedHashMap<>();
  private boolean allNew;
  private long stamp;

  StateChange(
      Connection connection,
      Dialect dialect,
      long sync,
      Packing packing,
      List<KeyHash> removed,
      List<RecordState> states,
      OptionalLong run) {
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
    this.packing = packing;
    this.run = run;
    this.rows = new SegmentRows(connection, sync);
    this.removed = new LinkedHashSet<>(removed);
    states.forEach(state -> written.put(state.keyHash(), state));
  }

  /** Which of several changes of the record states this one is. */
  long stamp() {
    return stamp;
  }

  /** Writes it; the connection must not be used by it afterwards. */
  void write(Lookup lookup) throws SQLException {
    Map<KeyHash, Place> places = lookup.places(touched());
    allNew = lookup.knowsAll() && places.isEmpty();
    var ordinals = new TakenOrdinals(connection, sync, written.values());
    takeOut(places);
    ordinals.refuseThoseInSegments();
    new KeyedRows(connection, "syncline_record", sync).delete(removed);
    if (written.size() >= packing.least()) {
      new KeyedRows(connection, "syncline_record", sync).delete(loose(lookup, places));
      ordinals.refuseThoseInRows();
      pack();
    } else {
      new RecordRows(connection, dialect, sync).write(List.copyOf(written.values()), run);
    }
    stamp = rows.change();
  }

  private KeyHashes touched() {
    var touched = KeyHashes.builder(removed.size() + written.size());
    removed.stream().filter(key -> !written.containsKey(key)).forEach(touched::add);
    written.keySet().forEach(touched::add);
    return touched.build();
  }

  /** States in segments are never changed: they no longer count. */
  private void takeOut(Map<KeyHash, Place> places) throws SQLException {
    var out = new HashMap<Long, BitSet>();
    for (Place place : places.values()) {
      if (place.segment() != StateIndex.LOOSE) {
        out.computeIfAbsent(place.segment(), unused -> new BitSet()).set(place.position());
      }
    }
    if (out.isEmpty()) {
      return;
    }
    Map<Long, BitSet> gone = rows.gone();
    var records = new HashMap<Long, Integer>();
    rows.heads().forEach(head -> records.put(head.seq(), head.records()));
    for (Map.Entry<Long, BitSet> entry : out.entrySet()) {
      BitSet all = gone.getOrDefault(entry.getKey(), new BitSet());
      all.or(entry.getValue());
      rows.gone(entry.getKey(), all, records.getOrDefault(entry.getKey(), 0));
    }
  }

  /** Of what is packed now, what stood in rows of their own. */
  private List<KeyHash> loose(Lookup lookup, Map<KeyHash, Place> places) throws SQLException {
    var loose = new ArrayList<KeyHash>();
    if (!lookup.knowsAll()) {
      if (new KeyedRows(connection, "syncline_record", sync).count() > 0) {
        loose.addAll(written.keySet());
      }
      return loose;
    }
    for (KeyHash key : written.keySet()) {
      Place place = places.get(key);
      if (place != null && place.segment() == StateIndex.LOOSE) {
        loose.add(key);
      }
    }
    return loose;
  }

  private void pack() throws SQLException {
    long seq = rows.nextSeq();
    for (Segment segment : Segment.of(List.copyOf(written.values()), packing.most())) {
      rows.add(seq, segment, run);
      packed.put(seq, segment);
      seq++;
    }
  }

  /** Does the same to an index that knows everything before. */
  void into(StateIndex index) {
    KeyHashes touched = allNew ? KeyHashes.EMPTY : touched();
    for (int i = 0; i < touched.size(); i++) {
      int entry = index.find(touched.high(i), touched.low(i));
      if (entry != StateIndex.NONE) {
        index.kill(entry);
      }
    }
    packed.forEach(
        (seq, segment) ->
            index.add(
                seq,
                ByteBuffer.wrap(segment.keyHashes()),
                ByteBuffer.wrap(segment.hashes()),
                new BitSet()));
    if (packed.isEmpty()) {
      index.segment(StateIndex.LOOSE);
      written
          .values()
          .forEach(
              state ->
                  index.add(
                      state.keyHash(), state.ordinal(), state.dataHash(), state.hashVersion()));
    }
  }

  /** Says where keys stand now. */
  interface Lookup {
    Map<KeyHash, Place> places(KeyHashes keys) throws SQLException;

    /** Whether it also tells of the states outside the segments. */
    boolean knowsAll();
  }
}
