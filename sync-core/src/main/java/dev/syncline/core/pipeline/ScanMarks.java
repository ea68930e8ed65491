package dev.syncline.core.pipeline;

import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * The records that this scan has met, by ordinal, on the reading side: it may be ahead of what is
 * committed. One bit a record, so ten million take little more than a megabyte.
 */
final class ScanMarks {
  private final BitSet seen = new BitSet();
  private final LongSupplier firstNewOrdinal;

  /**
   * @param firstNewOrdinal records from here on were written since the reading began, hence seen
   */
  ScanMarks(LongSupplier firstNewOrdinal) {
    this.firstNewOrdinal = firstNewOrdinal;
  }

  boolean seenBefore(long ordinal) {
    return ordinal >= firstNewOrdinal.getAsLong() || seen.get(Math.toIntExact(ordinal));
  }

  void see(long ordinal) {
    seen.set(Math.toIntExact(ordinal));
  }
}
