package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A child that waits for a parent. Either nothing of it is at the destination yet, or it was
 * written without the link, where its definition allows that: then the link is open.
 *
 * @param keyHash which record
 * @param key its business key
 * @param raw the record as it was fetched
 * @param missing the parents it waits for
 * @param attempts how often it was tried since its parent's sync committed; an open link counts
 *     none
 * @param parentCommits the sum of {@link ParentRefs#commits} at the last attempt
 * @param nextTry an attempt before this counts for nothing; a parent that arrives is no attempt
 * @param parkedAt when it was parked first
 * @param lastScan the last scan that read it; empty if it came from elsewhere
 * @param written whether the destination holds the child already, without these links
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
    OptionalLong lastScan,
    boolean written) {

  /** Copies the list; refuses an empty one. */
  public PendingChild {
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(nextTry, "nextTry");
    Objects.requireNonNull(parkedAt, "parkedAt");
    Objects.requireNonNull(lastScan, "lastScan");
    missing = List.copyOf(missing);
    if (missing.isEmpty()) {
      throw new IllegalArgumentException("a pending child waits for at least one parent");
    }
  }

  /** What it waits for, for people: {@code waits for 7 of sync 'customers' (customer_id)}. */
  public String reason() {
    return missing.stream()
        .map(parent -> parent.key() + " of sync '" + parent.sync() + "' (" + parent.field() + ")")
        .collect(
            Collectors.joining(
                ", ", written ? "is written without its link to " : "waits for ", ""));
  }

  /** The same child with another text of the record. */
  public PendingChild withRaw(String text) {
    return new PendingChild(
        keyHash, key, text, missing, attempts, parentCommits, nextTry, parkedAt, lastScan, written);
  }

  /** Which record, and what it waits for; no values. */
  @Override
  public String toString() {
    return "PendingChild[" + key + ", " + attempts + " attempts, waits for " + missing + "]";
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
