package dev.syncline.api.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A list of key hashes in one array, so that a batch of look-ups costs no object per key. */
public final class KeyHashes {
  /** No hashes. */
  public static final KeyHashes EMPTY = new KeyHashes(new long[0]);

  private final long[] words;

  private KeyHashes(long[] words) {
    this.words = words;
  }

  /** These hashes. */
  public static KeyHashes of(KeyHash... hashes) {
    return of(List.of(hashes));
  }

  /** These hashes, in iteration order. */
  public static KeyHashes of(Collection<KeyHash> hashes) {
    var builder = builder(hashes.size());
    hashes.forEach(hash -> builder.add(hash.high(), hash.low()));
    return builder.build();
  }

  /** Reads what {@link #toBytes()} wrote. */
  public static KeyHashes fromBytes(byte[] bytes) {
    if (bytes.length % 16 != 0) {
      throw new IllegalArgumentException("key hashes take 16 bytes each, not " + bytes.length);
    }
    long[] words = new long[bytes.length / 8];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return new KeyHashes(words);
  }

  /** A builder with room for {@code expected} hashes; it grows. */
  public static Builder builder(int expected) {
    return new Builder(expected);
  }

  /** The number of hashes. */
  public int size() {
    return words.length / 2;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return words.length == 0;
  }

  /** The upper half of one hash. */
  public long high(int index) {
    return words[2 * index];
  }

  /** The lower half of one hash. */
  public long low(int index) {
    return words[2 * index + 1];
  }

  /** One hash as an object. */
  public KeyHash get(int index) {
    return new KeyHash(high(index), low(index));
  }

  /** All hashes as objects. */
  public List<KeyHash> toList() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  /** 16 bytes a hash, big-endian, high half first. */
  public byte[] toBytes() {
    var buffer = ByteBuffer.allocate(words.length * 8);
    buffer.asLongBuffer().put(words);
    return buffer.array();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyHashes hashes && Arrays.equals(words, hashes.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return toList().toString();
  }

  /** Collects hashes. Not safe for use by several threads. */
  public static final class Builder {
    private long[] words;
    private int used;

    private Builder(int expected) {
      words = new long[Math.max(2, 2 * expected)];
    }

    /** Adds one hash. */
    public Builder add(long high, long low) {
      if (used == words.length) {
        words = Arrays.copyOf(words, words.length * 2);
      }
      words[used++] = high;
      words[used++] = low;
      return this;
    }

    /** Adds one hash. */
    public Builder add(KeyHash hash) {
      return add(hash.high(), hash.low());
    }

    /** The hashes so far. */
    public KeyHashes build() {
      return used == 0 ? EMPTY : new KeyHashes(Arrays.copyOf(words, used));
    }
  }
}
