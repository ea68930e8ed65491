package dev.syncline.api.destination;

import java.time.Duration;
import java.util.Objects;

/**
 * What a loader promises. The engine chooses its crash protocol by it, so a promise that is not
 * kept duplicates or loses rows: leave out what is not certain.
 *
 * @param maxBatch the largest batch that {@link Loader#write} takes, at least 1
 * @param upsert writing the same insert twice leaves one record: it is found by its key fields
 * @param idempotentCreate the destination recognises {@link ChangeBatch#idempotencyKey}
 * @param atomicBatch a batch is applied as a whole or not at all
 * @param orderedWrites of two writes of one record, the one that was called later takes effect
 *     later, even if the process of the earlier one died before its answer. A database keeps this
 *     order by its locks; a request to an HTTP server may be carried out after the next one
 * @param requestDeadline the longest time after which a call of {@link Loader#write} can still take
 *     effect at the destination
 */
public record LoaderTraits(
    int maxBatch,
    boolean upsert,
    boolean idempotentCreate,
    boolean atomicBatch,
    boolean orderedWrites,
    Duration requestDeadline) {

  /** Refuses an empty batch. */
  public LoaderTraits {
    Objects.requireNonNull(requestDeadline, "requestDeadline");
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be at least 1, not " + maxBatch);
    }
  }

  /** A loader that promises nothing but its size and its deadline. */
  public static LoaderTraits of(int maxBatch, Duration requestDeadline) {
    return new LoaderTraits(maxBatch, false, false, false, false, requestDeadline);
  }

  /** Also promises that inserts are upserts. */
  public LoaderTraits withUpsert() {
    return new LoaderTraits(
        maxBatch, true, idempotentCreate, atomicBatch, orderedWrites, requestDeadline);
  }

  /** Also promises that the destination recognises idempotency keys. */
  public LoaderTraits withIdempotentCreate() {
    return new LoaderTraits(maxBatch, upsert, true, atomicBatch, orderedWrites, requestDeadline);
  }

  /** Also promises that a batch is atomic. */
  public LoaderTraits withAtomicBatch() {
    return new LoaderTraits(
        maxBatch, upsert, idempotentCreate, true, orderedWrites, requestDeadline);
  }

  /** Also promises that writes take effect in the order in which they were called. */
  public LoaderTraits withOrderedWrites() {
    return new LoaderTraits(maxBatch, upsert, idempotentCreate, atomicBatch, true, requestDeadline);
  }

  /** Whether a write may simply be sent again when its answer was lost. */
  public boolean idempotent() {
    return upsert || idempotentCreate;
  }
}
