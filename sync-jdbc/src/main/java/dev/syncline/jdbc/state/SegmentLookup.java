package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds some keys in the segments by looking through their key hashes, 16 bytes for each record and
 * nothing else. For many keys again and again, a {@link StateIndex} is better.
 */
final class SegmentLookup implements StateChange.Lookup {
  private static final int BITS_FOR_EACH = 16;

  private final SegmentRows rows;

  SegmentLookup(Connection connection, long sync) {
    this.rows = new SegmentRows(connection, sync);
  }

  /**
   * Where a state stands.
   *
   * @param segment its segment
   * @param position its place in it
   */
  record Place(long segment, int position) {}

  @Override
  public boolean knowsAll() {
    return false;
  }

  /** The places of those keys that are in a segment and count. */
  @Override
  public Map<KeyHash, Place> places(KeyHashes keys) throws SQLException {
    List<Long> numbers = keys.isEmpty() ? List.of() : rows.numbers();
    if (numbers.isEmpty()) {
      return Map.of();
    }
    var filter = new Filter(keys);
    Map<Long, BitSet> gone = rows.gone();
    var found = new HashMap<KeyHash, Place>();
    for (long number : numbers) {
      BitSet dead = gone.getOrDefault(number, new BitSet());
      ByteBuffer hashes = ByteBuffer.wrap(rows.bytes("key_hashes", number));
      int records = hashes.capacity() / Segment.KEY;
      for (int i = 0; i < records; i++) {
        if (filter.mayHave(hashes.getLong(i * Segment.KEY + 8))) {
          var key =
              new KeyHash(hashes.getLong(i * Segment.KEY), hashes.getLong(i * Segment.KEY + 8));
          if (filter.has(key) && !dead.get(i)) {
            found.put(key, new Place(number, i));
          }
        }
      }
    }
    return found;
  }

  /** The states at some places. */
  List<RecordState> states(Iterable<Place> places) throws SQLException {
    var bySegment = new TreeMap<Long, List<Integer>>();
    for (Place place : places) {
      bySegment.computeIfAbsent(place.segment(), unused -> new ArrayList<>()).add(place.position());
    }
    var states = new ArrayList<RecordState>();
    for (Map.Entry<Long, List<Integer>> entry : bySegment.entrySet()) {
      var content = new SegmentContent(rows, entry.getKey());
      for (int position : entry.getValue()) {
        states.add(content.state(position));
      }
    }
    return states;
  }

  /** Most keys are told apart by some bits. */
  private static final class Filter {
    private final Set<KeyHash> keys;
    private final BitSet bits;
    private final int mask;

    Filter(KeyHashes wanted) {
      keys = new HashSet<>(wanted.toList());
      int size = Integer.highestOneBit(Math.max(1, wanted.size())) * 2 * BITS_FOR_EACH;
      mask = size - 1;
      bits = new BitSet(size);
      for (int i = 0; i < wanted.size(); i++) {
        bits.set((int) wanted.low(i) & mask);
      }
    }

    boolean mayHave(long low) {
      return bits.get((int) low & mask);
    }

    boolean has(KeyHash key) {
      return keys.contains(key);
    }
  }
}
