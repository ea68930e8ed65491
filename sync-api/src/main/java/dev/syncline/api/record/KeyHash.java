package dev.syncline.api.record;

import java.util.HexFormat;

/**
 * XXH128 of the canonical form of a business key.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record KeyHash(long high, long low) implements Comparable<KeyHash> {

  /** Unsigned order, the order of the printed form. */
  @Override
  public int compareTo(KeyHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 hexadecimal digits, high half first. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /**
   * Reads the printed form.
   *
   * @throws IllegalArgumentException unless {@code text} has 32 hexadecimal digits
   */
  public static KeyHash parse(String text) {
    if (text.length() != 32) {
      throw new IllegalArgumentException("a key hash has 32 hexadecimal digits: " + text);
    }
    return new KeyHash(
        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
  }
}
