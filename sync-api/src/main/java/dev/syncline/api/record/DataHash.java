package dev.syncline.api.record;

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

  private final byte[] bytes;

  private DataHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A hash of a copy of these bytes. */
  public static DataHash of(byte[] bytes) {
    return new DataHash(bytes.clone());
  }

  /** A copy of the bytes, most significant first. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal digits, as the reference tools print them. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
