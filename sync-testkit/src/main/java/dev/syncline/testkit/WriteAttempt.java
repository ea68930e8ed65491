package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One change that a {@link RecordingLoader} was given.
 *
 * @param write the number of the call of {@code write} that brought it, from 1
 * @param change what was to happen
 * @param key the business key
 * @param ref how the destination names the record; empty for an insert
 * @param values the mapped values
 * @param idempotencyKey the idempotency key
 * @param attempt the attempt that the engine stated
 */
public record WriteAttempt(
    int write,
    Change change,
    Key key,
    Optional<DestinationRef> ref,
    SyncRecord values,
    String idempotencyKey,
    int attempt) {

  /** Refuses missing parts. */
  public WriteAttempt {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(idempotencyKey, "idempotencyKey");
  }

  /** The changes of a batch; fails if it breaks the contract, for the engine is wrong then. */
  static List<WriteAttempt> of(ChangeBatch batch, int write, int attempt, int maxBatch) {
    if (batch.size() > maxBatch) {
      throw new IllegalStateException(
          "a batch has at most " + maxBatch + " changes, not " + batch.size());
    }
    var keys = new HashSet<Key>();
    var all = new ArrayList<WriteAttempt>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      if (!keys.add(batch.key(row))) {
        throw new IllegalStateException("key " + batch.key(row) + " is twice in one batch");
      }
      if (batch.change(row) != Change.INSERT && batch.ref(row).isEmpty()) {
        throw new IllegalStateException(
            batch.change(row) + " of key " + batch.key(row) + " has no destination reference");
      }
      all.add(
          new WriteAttempt(
              write,
              batch.change(row),
              batch.key(row),
              batch.ref(row),
              batch.values().row(row),
              batch.idempotencyKey(row),
              attempt));
    }
    return all;
  }
}
