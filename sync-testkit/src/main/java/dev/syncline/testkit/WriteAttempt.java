package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
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
}
