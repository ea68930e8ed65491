package dev.syncline.core.pipeline;

import dev.syncline.core.limits.Turnstile;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What decides how fast a run goes.
 *
 * @param random spreads waits; belongs to the run
 * @param waiting what lets time pass in place of waiting; empty to wait
 * @param source what the requests to the source pass; empty for no limits
 * @param destination what the requests to the destination pass; empty for no limits
 */
public record Pacing(
    RandomGenerator random,
    Optional<Consumer<Duration>> waiting,
    Optional<Turnstile> source,
    Optional<Turnstile> destination) {

  /** Random numbers for one thread of the run. */
  RandomGenerator split() {
    return new SplittableRandom(random.nextLong());
  }
}
