package dev.syncline.core.definition;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run finds out what changed.
 *
 * @param strategy what is read and compared
 * @param overlap how far behind the cursor an incremental run starts, so that late commits are seen
 * @param reconcileEvery after how long an incremental run is replaced by a full one
 */
public record Delta(DeltaStrategy strategy, Duration overlap, Optional<Duration> reconcileEvery) {
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /** Refuses negative times. */
  public Delta {
    Objects.requireNonNull(strategy, "strategy");
    if (overlap.isNegative()) {
      throw Refusal.at("delta.overlap", "'overlap' must not be negative, not " + overlap);
    }
    reconcileEvery.ifPresent(every -> Bounds.positive("delta.reconcileEvery", every));
  }

  /** Compares values; see {@link DeltaStrategy#FULL}. */
  public static Delta full() {
    return of(DeltaStrategy.FULL);
  }

  /** Compares hashes. */
  public static Delta hash() {
    return of(DeltaStrategy.HASH);
  }

  /** Reads by row version. */
  public static Delta rowversion() {
    return of(DeltaStrategy.ROWVERSION);
  }

  /** Reads by timestamp. */
  public static Delta timestamp() {
    return of(DeltaStrategy.TIMESTAMP);
  }

  /** A strategy with an overlap of one minute and without reconciling. */
  public static Delta of(DeltaStrategy strategy) {
    return new Delta(strategy, OVERLAP, Optional.empty());
  }

  /** With another overlap. */
  public Delta overlap(Duration duration) {
    return new Delta(strategy, duration, reconcileEvery);
  }

  /** With a full run every so often. */
  public Delta reconcileEvery(Duration interval) {
    return new Delta(strategy, overlap, Optional.of(interval));
  }
}
