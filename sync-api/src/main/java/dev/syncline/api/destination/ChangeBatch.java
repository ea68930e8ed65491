package dev.syncline.api.destination;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import java.util.BitSet;
import java.util.Optional;

/**
 * Changes to be written, in order; at most {@link LoaderTraits#maxBatch} and at most one per key.
 *
 * <p>Immutable; read by one thread.
 */
public interface ChangeBatch {

  /** The number of changes. */
  int size();

  /**
   * The mapped values, one row per change; parent fields already hold destination ids. The rows of
   * deletes hold absent fields only.
   */
  RecordBatch values();

  /** {@link Change#INSERT}, {@link Change#UPDATE} or {@link Change#DELETE}. */
  Change change(int row);

  /** The business key at the source. */
  Key key(int row);

  /** How the destination names the record; empty for an insert. */
  Optional<DestinationRef> ref(int row);

  /** The hash of the mapped record, as the record state keeps it; empty where there is none. */
  default Optional<DataHash> dataHash(int row) {
    return Optional.empty();
  }

  /** The fields that differ from what was written last, where that is known. */
  Optional<BitSet> changedFields(int row);

  /** The same for the same sync, key and content, also after a restart; at most 64 characters. */
  String idempotencyKey(int row);
}
