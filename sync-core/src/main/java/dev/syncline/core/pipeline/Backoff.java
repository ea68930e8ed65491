package dev.syncline.core.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubled every time up to a cap, and spread, so that those
 * who failed together do not come back together.
 *
 * @param first the first wait
 * @param cap the longest wait, unless the other system asks for a longer one
 * @param random spreads the waits
 */
record Backoff(Duration first, Duration cap, RandomGenerator random) {
  private static final double JITTER = 0.25;
  private static final int MOST_DOUBLINGS = 40;

  /**
   * @param failures how many attempts have failed, at least 1
   * @param asked how long the other system asks to wait; never cut short
   */
  Duration before(int failures, Optional<Duration> asked) {
    if (asked.isPresent()) {
      return spread(asked.get(), 1, 1 + JITTER);
    }
    double wait = first.toNanos() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    Duration capped = Duration.ofNanos((long) Math.min(wait, cap.toNanos()));
    return spread(capped, 1 - JITTER, 1 + JITTER);
  }

  private Duration spread(Duration wait, double least, double most) {
    return Duration.ofNanos((long) (wait.toNanos() * random.nextDouble(least, most)));
  }
}
