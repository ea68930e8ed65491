package dev.syncline.api.source;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import java.util.List;
import java.util.Optional;

/**
 * The ability of an {@link Extractor} to read single records: to confirm a delete, to replay a dead
 * letter, to explain.
 */
public interface ReadsByKey {

  /**
   * The records of these keys, in any order; keys that the source does not hold are left out.
   *
   * @param keys at most a few hundred keys
   */
  RecordBatch read(List<Key> keys);

  /**
   * The records of these keys that the source holds, also those that its own filter leaves out:
   * what left a filter is not gone.
   *
   * @param keys at most a few hundred keys
   * @return empty if the source has no filter, so that {@link #read} says it all
   */
  default Optional<RecordBatch> readBeyondFilter(List<Key> keys) {
    return Optional.empty();
  }
}
