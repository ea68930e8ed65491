package dev.syncline.core.pipeline;

import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * The records that this scan has met, by ordinal, on the reading side: it may be ahead of what is
 * committed. One bit a record, so ten million take little more than a megabyte.
 */
final class ScanMarks {
  private final BitSet seen;
  private final LongSupplier firstNewOrdinal;

  /**
   * @param seen what an unfinished scan had seen before
   * @param firstNewOrdinal records from here on were written since the scan began, hence seen
   */
  ScanMarks(BitSet seen, LongSupplier firstNewOrdinal) {
    this.seen = seen;
    this.firstNewOrdinal = firstNewOrdinal;
  }

  boolean seenBefore(long ordinal) {
    return ordinal >= firstNewOrdinal.getAsLong() || seen.get(Math.toIntExact(ordinal));
  }

  void see(long ordinal) {
    seen.set(Math.toIntExact(ordinal));
  }
}
