package dev.syncline.api.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A hash over the canonical form of a mapped record: 16 bytes for XXH128, 32 for SHA-256 and
 * BLAKE3. Immutable.
 */
public final class DataHash {
  /** Stands where nobody knows what the destination holds: equal to no hash of a record. */
  public static final DataHash UNKNOWN = new DataHash(new byte[0]);

  /** Stands for a record that the destination holds marked as deleted. */
  public static final DataHash TOMBSTONE = new DataHash(new byte[1]);

  private static final int SHORT = 16;

  // A hash of 16 bytes is these two numbers and nothing else: one is made for every record.
  private final long high;
  private final long low;
  private final byte @Nullable [] bytes;

  private DataHash(byte[] bytes) {
    this.high = 0;
    this.low = 0;
    this.bytes = bytes;
  }

  private DataHash(long high, long low) {
    this.high = high;
    this.low = low;
    this.bytes = null;
  }

  /** A hash of 16 bytes: those of {@code high} and those of {@code low}, highest first. */
  public static DataHash of(long high, long low) {
    return new DataHash(high, low);
  }

  /** A hash of a copy of these bytes. */
  public static DataHash of(byte[] bytes) {
    if (bytes.length != SHORT) {
      return new DataHash(bytes.clone());
    }
    var numbers = ByteBuffer.wrap(bytes);
    return new DataHash(numbers.getLong(), numbers.getLong());
  }

  /** The number of bytes. */
  public int size() {
    return bytes != null ? bytes.length : SHORT;
  }

  /**
   * The upper half of a hash of 16 bytes.
   *
   * @throws IllegalStateException if it has another size
   */
  public long high() {
    return half(high);
  }

  /**
   * The lower half of a hash of 16 bytes.
   *
   * @throws IllegalStateException if it has another size
   */
  public long low() {
    return half(low);
  }

  private long half(long value) {
    if (bytes != null) {
      throw new IllegalStateException("a hash of " + bytes.length + " bytes has no halves");
    }
    return value;
  }

  /** A copy of the bytes, most significant first. */
  public byte[] toBytes() {
    return bytes != null
        ? bytes.clone()
        : ByteBuffer.allocate(SHORT).putLong(high).putLong(low).array();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataHash hash
        && high == hash.high
        && low == hash.low
        && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return bytes != null ? Arrays.hashCode(bytes) : Long.hashCode(high) * 31 + Long.hashCode(low);
  }

  /** Hexadecimal digits, as the reference tools print them. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
