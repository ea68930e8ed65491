package dev.syncline.core.pipeline;

import dev.syncline.api.destination.Loader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits for what was sent and may still take effect. */
final class LateWrites {
  /** How long after it was journalled a write may begin. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Loader loader;
  private final Retries retries;
  private final InstantSource clock;

  LateWrites(Loader loader, Retries retries, InstantSource clock) {
    this.loader = loader;
    this.retries = retries;
    this.clock = clock;
  }

  /** Whether of two writes of one record, the later call takes effect later, whatever happens. */
  boolean ordered() {
    return loader.traits().orderedWrites();
  }

  /** Whether a write that was journalled at this time may still begin. */
  boolean mayBegin(Instant journalled) {
    return !clock.instant().isAfter(begun(journalled));
  }

  /** When a write that was journalled at this time has begun, if it ever does. */
  Instant begun(Instant journalled) {
    return journalled.plus(SLACK);
  }

  /** When a write that was journalled at this time has certainly taken effect, if it ever does. */
  Instant over(Instant journalled) {
    return begun(journalled).plus(loader.traits().requestDeadline());
  }

  /**
   * Waits until what was journalled at this time can undo nothing any more.
   *
   * @return false if the run is to stop before
   */
  boolean outlive(Instant journalled) {
    return ordered() || await(over(journalled));
  }

  /** A call that has come back, with or without an answer, was sent before this. */
  Instant now() {
    return clock.instant();
  }

  /** Whether a time has come. */
  boolean isPast(Instant time) {
    return !clock.instant().isBefore(time);
  }

  /**
   * Waits until a time has come.
   *
   * @return false if the run is to stop before
   */
  boolean await(Instant time) {
    while (!isPast(time)) {
      if (!retries.pause(Duration.between(clock.instant(), time))) {
        return false;
      }
    }
    return true;
  }
}
