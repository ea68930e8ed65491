package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A child that waits for its parent.
 *
 * @param keyHash which record
 * @param key its business key
 * @param raw the record as it was fetched
 * @param missing the parents it waits for
 * @param attempts how often it was tried since its parent's sync committed
 * @param parentCommits the sum of {@link ParentRefs#commits} at the last attempt
 * @param nextTry not to be tried again before
 * @param parkedAt when it was parked first
 * @param lastScan the last scan that read it; empty if it came from elsewhere
 */
public record PendingChild(
    KeyHash keyHash,
    String key,
    String raw,
    List<MissingParent> missing,
    int attempts,
    long parentCommits,
    Instant nextTry,
    Instant parkedAt,
    OptionalLong lastScan) {

  /** Copies the list. */
  public PendingChild {
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(nextTry, "nextTry");
    Objects.requireNonNull(parkedAt, "parkedAt");
    Objects.requireNonNull(lastScan, "lastScan");
    missing = List.copyOf(missing);
  }

  /**
   * A parent that is not at the destination.
   *
   * @param field the mapped field that would hold its id
   * @param sync the parent's sync
   * @param keyHash the parent's key hash
   * @param key the parent's business key
   */
  public record MissingParent(String field, String sync, KeyHash keyHash, String key) {}
}
