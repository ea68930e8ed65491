package dev.syncline.api.destination;

/**
 * How many records each range holds, and what their digests sum up to. Not safe for use by several
 * threads.
 */
public final class RangeDigests {
  private final long[] counts;
  private final long[] sums;

  /** Digests of so many ranges that hold nothing. */
  public RangeDigests(int ranges) {
    this.counts = new long[ranges];
    this.sums = new long[ranges];
  }

  /**
   * Adds records to a range.
   *
   * @param records how many
   * @param digests the sum of their {@link KeyRanges#digestOf}, modulo 2^64
   */
  public void add(int range, long records, long digests) {
    counts[range] += records;
    sums[range] += digests;
  }

  /** Whether a range holds the same records in both. */
  public boolean same(int range, RangeDigests other) {
    return counts[range] == other.counts[range] && sums[range] == other.sums[range];
  }

  /** How many records a range holds. */
  public long count(int range) {
    return counts[range];
  }
}
