package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Many record states in three arrays of bytes, in the order of their ordinals: what a comparison
 * needs has a fixed place for each, the rest is behind it.
 *
 * @param firstOrdinal the ordinal of the first
 * @param lastOrdinal the ordinal of the last
 * @param keyHashes 16 bytes each
 * @param hashes {@link #HASHES} bytes each: data hash, ordinal, hash version, place in the body
 * @param body keys, references and what only some states have
 */
record Segment(long firstOrdinal, long lastOrdinal, byte[] keyHashes, byte[] hashes, byte[] body) {
  static final int KEY = 16;
  static final int HASHES = 32;

  /** In place of a version: the data hash has another length and is in the body. */
  private static final int LONG_HASH = 1 << 31;

  private static final int MOST_BYTES = 256 << 10;
  private static final int SHORT = 16;

  private static final int SAME_REF = 1;
  private static final int ADOPTED = 2;
  private static final int LINK = 4;
  private static final int PARENTS = 8;
  private static final int VALUES = 16;
  private static final int DATA = 32;

  int size() {
    return keyHashes.length / KEY;
  }

  /** Whether there is a state for every ordinal from the first to the last. */
  static boolean dense(long first, long last, int records) {
    return last - first + 1 == records;
  }

  /** Whether the data hash of an entry can be compared without its body. */
  static boolean comparable(int version) {
    return (version & LONG_HASH) == 0;
  }

  /** A version as it stands here. */
  static int version(DataHash hash, int version) {
    return hash.size() == SHORT ? version : version | LONG_HASH;
  }

  /** Packs states of different keys. */
  static List<Segment> of(List<RecordState> states, int most) {
    var sorted = new ArrayList<>(states);
    sorted.sort(Comparator.comparingLong(RecordState::ordinal));
    var segments = new ArrayList<Segment>();
    int from = 0;
    while (from < sorted.size()) {
      var packing = new Packing(Math.min(most, sorted.size() - from));
      int to = from;
      while (to < sorted.size() && packing.takes(to - from)) {
        packing.add(sorted.get(to++));
      }
      segments.add(
          packing.done(sorted.get(from).ordinal(), sorted.get(to - 1).ordinal(), to - from));
      from = to;
    }
    return segments;
  }

  /** The ordinal of an entry. */
  static long ordinal(ByteBuffer hashes, int entry) {
    return hashes.getLong(entry * HASHES + 16);
  }

  /** One state. */
  static RecordState state(ByteBuffer keyHashes, ByteBuffer hashes, byte[] body, int entry) {
    int fixed = entry * HASHES;
    int version = hashes.getInt(fixed + 24);
    var in = ByteBuffer.wrap(body);
    in.position(hashes.getInt(fixed + 28));
    int flags = in.get();
    String key = text(in, body);
    String ref = (flags & SAME_REF) != 0 ? key : text(in, body);
    DataHash data =
        (flags & DATA) != 0
            ? DataHash.of(bytes(in))
            : DataHash.of(hashes.getLong(fixed), hashes.getLong(fixed + 8));
    return new RecordState(
        new KeyHash(keyHashes.getLong(entry * KEY), keyHashes.getLong(entry * KEY + 8)),
        hashes.getLong(fixed + 16),
        key,
        ref,
        data,
        (flags & LINK) != 0 ? Optional.of(DataHash.of(bytes(in))) : Optional.empty(),
        (flags & PARENTS) != 0 ? KeyHashes.fromBytes(bytes(in)) : KeyHashes.EMPTY,
        version & ~LONG_HASH,
        (flags & ADOPTED) != 0,
        (flags & VALUES) != 0 ? Optional.of(text(in, body)) : Optional.empty());
  }

  private static String text(ByteBuffer in, byte[] body) {
    int length = length(in);
    String text = new String(body, in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[length(in)];
    in.get(bytes);
    return bytes;
  }

  private static int length(ByteBuffer in) {
    int length = 0;
    int shift = 0;
    byte part = in.get();
    while (part < 0) {
      length |= (part & 0x7f) << shift;
      shift += 7;
      part = in.get();
    }
    return length | part << shift;
  }

  /** A segment in the making. */
  private static final class Packing {
    private final int most;
    private final ByteBuffer keyHashes;
    private final ByteBuffer hashes;
    private final Body body;

    Packing(int most) {
      this.most = most;
      this.keyHashes = ByteBuffer.allocate(most * KEY);
      this.hashes = ByteBuffer.allocate(most * HASHES);
      this.body = new Body(most * 24);
    }

    boolean takes(int so) {
      return so < most && body.size() < MOST_BYTES;
    }

    void add(RecordState state) {
      keyHashes.putLong(state.keyHash().high()).putLong(state.keyHash().low());
      boolean fixed = state.dataHash().size() == SHORT;
      hashes
          .putLong(fixed ? state.dataHash().high() : 0)
          .putLong(fixed ? state.dataHash().low() : 0)
          .putLong(state.ordinal())
          .putInt(version(state.dataHash(), state.hashVersion()))
          .putInt(body.size());
      boolean sameRef = state.ref().equals(state.key());
      int flags =
          (sameRef ? SAME_REF : 0)
              | (state.adopted() ? ADOPTED : 0)
              | (state.linkHash().isPresent() ? LINK : 0)
              | (state.parents().isEmpty() ? 0 : PARENTS)
              | (state.values().isPresent() ? VALUES : 0)
              | (fixed ? 0 : DATA);
      body.write(flags);
      body.put(state.key());
      if (!sameRef) {
        body.put(state.ref());
      }
      if (!fixed) {
        body.put(state.dataHash().toBytes());
      }
      state.linkHash().ifPresent(link -> body.put(link.toBytes()));
      if (!state.parents().isEmpty()) {
        body.put(state.parents().toBytes());
      }
      state.values().ifPresent(body::put);
    }

    Segment done(long first, long last, int size) {
      return new Segment(
          first, last, cut(keyHashes, size * KEY), cut(hashes, size * HASHES), body.toByteArray());
    }

    private static byte[] cut(ByteBuffer buffer, int length) {
      return buffer.capacity() == length
          ? buffer.array()
          : java.util.Arrays.copyOf(buffer.array(), length);
    }
  }

  /** Parts with their lengths. */
  private static final class Body extends ByteArrayOutputStream {
    Body(int expected) {
      super(expected);
    }

    void put(String text) {
      put(text.getBytes(StandardCharsets.UTF_8));
    }

    void put(byte[] bytes) {
      int length = bytes.length;
      while (length > 0x7f) {
        write(length & 0x7f | 0x80);
        length >>>= 7;
      }
      write(length);
      write(bytes, 0, bytes.length);
    }
  }
}
