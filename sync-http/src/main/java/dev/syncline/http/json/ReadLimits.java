package dev.syncline.http.json;

/**
 * How much of an answer is taken before it is refused.
 *
 * @param documentBytes the largest answer, unpacked
 * @param recordBytes the largest record; only records and what stands around them are in memory
 * @param depth how deep objects and arrays may be nested
 */
public record ReadLimits(long documentBytes, long recordBytes, int depth) {
  /** 16 GiB, 16 MiB and 100 levels. */
  public static final ReadLimits DEFAULT = new ReadLimits(16L << 30, 16L << 20, 100);
}
