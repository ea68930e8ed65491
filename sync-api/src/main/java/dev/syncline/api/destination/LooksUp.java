package dev.syncline.api.destination;

import dev.syncline.api.record.Key;
import java.time.Duration;
import java.util.List;

/** The ability of a {@link Loader} to find what the destination holds of a business key. */
public interface LooksUp {

  /**
   * What the destination holds.
   *
   * @param keys at most {@link LoaderTraits#maxBatch} business keys
   * @return one entry per key, in order; an empty list of references for a key that is not there,
   *     several where it is ambiguous
   */
  List<List<DestinationRef>> lookup(List<Key> keys);

  /** How long after a write a look-up may still miss it. */
  Duration settle();
}
