package dev.syncline.api.source;

/**
 * How large a batch may get; whichever bound is met first ends it. A single record may exceed
 * {@code bytes}.
 *
 * @param rows the largest number of records, at least 1
 * @param bytes the largest estimated size in memory
 */
public record BatchLimits(int rows, long bytes) {

  /** Refuses bounds below 1. */
  public BatchLimits {
    if (rows < 1 || bytes < 1) {
      throw new IllegalArgumentException("a batch needs room for a record, not " + rows + " rows");
    }
  }
}
