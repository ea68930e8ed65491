package dev.syncline.api.destination;

import dev.syncline.api.record.Key;
import java.time.Duration;
import java.util.List;

/**
 * The ability of a {@link Loader} to find what the destination holds of a record. After a crash or
 * a lost answer the engine looks before it sends again.
 */
public interface LooksUp {

  /**
   * The mapped fields that identify a record at the destination, in the order in which {@link
   * #lookup} takes their values. Asked after {@link Loader#prepare}; mostly {@link
   * Target#keyFields}.
   *
   * @return empty if these records cannot be looked up
   */
  List<String> lookupFields();

  /**
   * What the destination holds.
   *
   * @param keys at most {@link LoaderTraits#maxBatch} keys: the values of {@link #lookupFields} as
   *     they are written, parents by their destination ids
   * @return one entry per key, in order; an empty list of references for a key that is not there,
   *     several where it is ambiguous
   */
  List<List<DestinationRef>> lookup(List<Key> keys);

  /**
   * Whether a record that the last look-up found is one of which an insert was begun and not ended:
   * it is there, under this reference, and may hold something else than what was sent. The record
   * is written again then; an insert of it meets this one.
   *
   * @param found what {@link #lookup} has answered as the only record of a key
   */
  default boolean unfinished(DestinationRef found) {
    return false;
  }

  /**
   * Whether a record of this key could be found again at all. Of one that could not, such as a key
   * that cannot stand in an address, the engine refuses the record instead of the run.
   */
  default boolean findable(Key key) {
    return true;
  }

  /** How long after a write a look-up may still miss it. */
  Duration settle();
}
