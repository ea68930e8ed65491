package dev.syncline.api.destination;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what a destination holds, by ranges of a hash of the references, made at the
 * destination: where the digests of a range are the same, its records need not be read. Part of
 * {@link ReadsBack}.
 */
public interface KeyRanges {

  /** The number of ranges, the same as long as the loader is. */
  int count();

  /** The range of a record, from 0 to {@link #count} - 1; takes a reference as it is read. */
  int rangeOf(DestinationRef ref);

  /**
   * The digest of one record in read form; the same number that the destination makes of it. That
   * of two records differs if any of their values does, as far as 60 bits tell.
   *
   * @param values one per field of the prepared schema; none is absent
   */
  long digestOf(DestinationRef ref, List<@Nullable Object> values);

  /** Asks the destination for the digests of all ranges. */
  RangeDigests digests();

  /** The records of some ranges; streamed. */
  HeldRows read(BitSet ranges);
}
