package dev.syncline.migration;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a mapping file does not say, and Syncline has to know. Immutable.
 *
 * @param readEverythingEvery after how long a run reads everything again; in between runs read what
 *     changed. Empty if every run reads everything, which sees late commits and deletes at once
 * @param deletes whether records that Syncline wrote are deleted when their rows are gone
 * @param zeroDates what becomes of MySQL's {@code 0000-00-00}
 */
public record MigrationOptions(
    Optional<Duration> readEverythingEvery, boolean deletes, ZeroDates zeroDates) {

  /** Every run reads everything, deletes are carried out, zero dates are rejected. */
  public static final MigrationOptions DEFAULT =
      new MigrationOptions(Optional.empty(), true, ZeroDates.REJECT);

  /** What becomes of MySQL's {@code 0000-00-00}. */
  public enum ZeroDates {
    /** The record is rejected, and waits as a dead letter. */
    REJECT,
    /** The field stays empty. */
    TO_NULL
  }

  /** Refuses missing parts and times that are not positive. */
  public MigrationOptions {
    Objects.requireNonNull(readEverythingEvery, "readEverythingEvery");
    Objects.requireNonNull(zeroDates, "zeroDates");
    readEverythingEvery.ifPresent(
        every -> {
          if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException(
                "readEverythingEvery must be positive, not " + every);
          }
        });
  }

  /** With runs in between that read by {@code updated_at_field} what changed. */
  public MigrationOptions readEverythingEvery(Duration interval) {
    return new MigrationOptions(Optional.of(interval), deletes, zeroDates);
  }

  /** Whether records are deleted when their rows are gone. */
  public MigrationOptions deletes(boolean carriedOut) {
    return new MigrationOptions(readEverythingEvery, carriedOut, zeroDates);
  }

  /** With another policy for zero dates. */
  public MigrationOptions zeroDates(ZeroDates policy) {
    return new MigrationOptions(readEverythingEvery, deletes, policy);
  }
}
