package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison needs of all record states of a sync, 48 bytes for each, and a hash table over
 * the keys. Beyond some thousand states it lies outside the heap.
 *
 * <p>Sources often give their records in the order in which they first came: whoever looks for keys
 * in the order of the entries finds each at the place behind the last, and the hash table is not
 * even made.
 *
 * <p><b>Threading.</b> For one thread at a time, except that entries of keys that nobody changes
 * may be read at any time.
 */
final class StateIndex {
  /** No such entry. */
  static final int NONE = -1;

  /** The segment of a state that stands in a row of its own. */
  static final long LOOSE = -1;

  private static final int ENTRY = 48;
  private static final int CHUNK_BITS = 15;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int SLOT_CHUNK_BITS = 22;
  private static final int HEAP_CHUNKS = 1;
  private static final int FEW_SLOTS = 1 << 12;
  private static final int DEAD = 1 << 30;

  private final Scratch scratch = new Scratch();
  private volatile ByteBuffer[] chunks = new ByteBuffer[0];
  private final List<Part> parts = new ArrayList<>();
  private int size;
  private ByteBuffer[] slots = new ByteBuffer[0];
  private int slotMask;
  private int slotted;
  private int next;

  /** Entries that stand together in a segment. */
  private record Part(int from, long segment) {}

  int size() {
    return size;
  }

  /** What is added from now on belongs to a segment, in its order. */
  void segment(long number) {
    if (number != LOOSE || parts.isEmpty() || parts.get(parts.size() - 1).segment != LOOSE) {
      parts.add(new Part(size, number));
    }
  }

  /** Adds a whole segment. */
  void add(long number, ByteBuffer keyHashes, ByteBuffer hashes, java.util.BitSet gone) {
    segment(number);
    int records = keyHashes.capacity() / Segment.KEY;
    for (int i = 0; i < records; i++) {
      int fixed = i * Segment.HASHES;
      int version = hashes.getInt(fixed + 24);
      add(
          keyHashes.getLong(i * Segment.KEY),
          keyHashes.getLong(i * Segment.KEY + 8),
          hashes.getLong(fixed),
          hashes.getLong(fixed + 8),
          hashes.getLong(fixed + 16),
          version,
          gone.get(i) ? DEAD : 0);
    }
  }

  /** Adds a state outside the segments. */
  void add(KeyHash key, long ordinal, DataHash hash, int version) {
    boolean fixed = hash.size() == Segment.KEY;
    add(
        key.high(),
        key.low(),
        fixed ? hash.high() : 0,
        fixed ? hash.low() : 0,
        ordinal,
        Segment.version(hash, version),
        0);
  }

  private void add(
      long keyHigh, long keyLow, long high, long low, long ordinal, int version, int flags) {
    if (size >> CHUNK_BITS == chunks.length) {
      grow();
    }
    ByteBuffer chunk = chunks[size >> CHUNK_BITS];
    int at = (size & CHUNK - 1) * ENTRY;
    chunk.putLong(at, keyHigh);
    chunk.putLong(at + 8, keyLow);
    chunk.putLong(at + 16, high);
    chunk.putLong(at + 24, low);
    chunk.putLong(at + 32, ordinal);
    chunk.putInt(at + 40, version);
    chunk.putInt(at + 44, flags);
    size++;
  }

  private void grow() {
    ByteBuffer[] more = java.util.Arrays.copyOf(chunks, chunks.length + 1);
    more[chunks.length] =
        chunks.length < HEAP_CHUNKS
            ? ByteBuffer.allocate(CHUNK * ENTRY)
            : scratch.take(CHUNK * ENTRY);
    chunks = more;
  }

  /** The entry of a key, or {@link #NONE}. */
  int find(long high, long low) {
    if (next < size && is(next, high, low)) {
      return next++;
    }
    slot();
    for (int slot = first(high, low); ; slot = slot + 1 & slotMask) {
      int entry = slotAt(slot) - 1;
      if (entry < 0) {
        return NONE;
      }
      if (is(entry, high, low)) {
        next = entry + 1;
        return entry;
      }
    }
  }

  private boolean is(int entry, long high, long low) {
    ByteBuffer chunk = chunks[entry >> CHUNK_BITS];
    int at = (entry & CHUNK - 1) * ENTRY;
    return chunk.getLong(at + 8) == low
        && chunk.getLong(at) == high
        && (chunk.getInt(at + 44) & DEAD) == 0;
  }

  /** Brings the hash table up to date with the entries. */
  private void slot() {
    if (slotted == size && slots.length > 0) {
      return;
    }
    if (slots.length == 0 || size > (slotMask >> 2) * 3) {
      int wanted = FEW_SLOTS;
      while (wanted < size * 2L && wanted < 1 << 30) {
        wanted <<= 1;
      }
      makeSlots(wanted);
      slotted = 0;
    }
    for (; slotted < size; slotted++) {
      put(slotted);
    }
  }

  private void makeSlots(int count) {
    slotMask = count - 1;
    int inChunk = Math.min(count, 1 << SLOT_CHUNK_BITS);
    slots = new ByteBuffer[count / inChunk];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = count == FEW_SLOTS ? ByteBuffer.allocate(inChunk * 4) : scratch.take(inChunk * 4);
    }
  }

  private void put(int entry) {
    ByteBuffer chunk = chunks[entry >> CHUNK_BITS];
    int at = (entry & CHUNK - 1) * ENTRY;
    if ((chunk.getInt(at + 44) & DEAD) != 0) {
      return;
    }
    int slot = first(chunk.getLong(at), chunk.getLong(at + 8));
    while (slotAt(slot) != 0) {
      slot = slot + 1 & slotMask;
    }
    slots[slot >> SLOT_CHUNK_BITS].putInt((slot & (1 << SLOT_CHUNK_BITS) - 1) * 4, entry + 1);
  }

  private int slotAt(int slot) {
    return slots[slot >> SLOT_CHUNK_BITS].getInt((slot & (1 << SLOT_CHUNK_BITS) - 1) * 4);
  }

  private int first(long high, long low) {
    return (int) (high ^ low >>> 7) & slotMask;
  }

  /** This entry no longer counts. */
  void kill(int entry) {
    chunks[entry >> CHUNK_BITS].putInt((entry & CHUNK - 1) * ENTRY + 44, DEAD);
  }

  boolean alive(int entry) {
    return (chunks[entry >> CHUNK_BITS].getInt((entry & CHUNK - 1) * ENTRY + 44) & DEAD) == 0;
  }

  KeyHash key(int entry) {
    ByteBuffer chunk = chunks[entry >> CHUNK_BITS];
    int at = (entry & CHUNK - 1) * ENTRY;
    return new KeyHash(chunk.getLong(at), chunk.getLong(at + 8));
  }

  boolean hashIs(int entry, long high, long low) {
    ByteBuffer chunk = chunks[entry >> CHUNK_BITS];
    int at = (entry & CHUNK - 1) * ENTRY;
    return chunk.getLong(at + 16) == high
        && chunk.getLong(at + 24) == low
        && Segment.comparable(chunk.getInt(at + 40));
  }

  long ordinal(int entry) {
    return chunks[entry >> CHUNK_BITS].getLong((entry & CHUNK - 1) * ENTRY + 32);
  }

  int version(int entry) {
    return chunks[entry >> CHUNK_BITS].getInt((entry & CHUNK - 1) * ENTRY + 40);
  }

  /** The segment that an entry stands in, or {@link #LOOSE}. */
  long segmentOf(int entry) {
    return parts.get(part(entry)).segment;
  }

  /** The place of an entry in its segment. */
  int positionOf(int entry) {
    return entry - parts.get(part(entry)).from;
  }

  private int part(int entry) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (parts.get(middle).from <= entry) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  void close() {
    scratch.close();
  }
}
