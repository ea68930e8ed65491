package dev.syncline.api.destination;

import java.util.BitSet;
import java.util.List;

/**
 * The ability of a {@link Loader} to tell whether the destination still holds what was written. The
 * engine asks for a few records before a run: a destination that holds none of them was emptied or
 * replaced, and gets everything again.
 */
public interface HoldsRecords {

  /**
   * Which of these records the destination holds; bit {@code i} is set for reference {@code i}.
   * Called after {@link Loader#prepare}.
   *
   * @param refs at most a few dozen references
   */
  BitSet holds(List<DestinationRef> refs);
}
