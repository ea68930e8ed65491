package dev.syncline.core.pipeline;

import dev.syncline.api.destination.Loader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits for what was sent and may still take effect. */
final class LateWrites {
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

  /**
   * Waits until what was sent at this time can undo nothing any more.
   *
   * @return false if the run is to stop before
   */
  boolean outlive(Instant sent) {
    return ordered() || await(sent.plus(loader.traits().requestDeadline()));
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
