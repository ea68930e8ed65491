package dev.syncline.core.limits;

import dev.syncline.api.config.RequestLimits.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker. Closed, it lets everybody through. After some failures in a row it opens for a
 * while and lets nobody through; then it lets one try. If that works, it closes; if not, it opens
 * again. A try that is never heard of again is replaced after the same while.
 *
 * <p>Safe for use by several threads.
 */
final class CircuitBreaker {
  /** How soon those who wait for the try of another look again. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Breaker settings;
  private final InstantSource clock;
  private int failures;
  private boolean trying;
  private @Nullable Instant openUntil;
  private String lastFailure = "";

  CircuitBreaker(Breaker settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Asks to go through: zero for yes, or how long to wait before asking again. */
  synchronized Duration ask() {
    if (openUntil == null) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    Duration left = Duration.between(now, openUntil);
    if (left.isNegative() || left.isZero()) {
      trying = true;
      openUntil = now.plus(settings.pause());
      return Duration.ZERO;
    }
    return trying && left.compareTo(LOOK) > 0 ? LOOK : left;
  }

  /** The system answered. */
  synchronized void answered() {
    failures = 0;
    trying = false;
    openUntil = null;
  }

  /** The system did not answer, or asked to be left alone. */
  synchronized void failed(String reason) {
    failures++;
    lastFailure = reason;
    if (trying || failures >= settings.failures()) {
      trying = false;
      openUntil = clock.instant().plus(settings.pause());
    }
  }

  /** How long it stays open unless a try works; zero if it is closed. */
  synchronized Duration openFor() {
    Duration left =
        openUntil == null ? Duration.ZERO : Duration.between(clock.instant(), openUntil);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Why it is open. */
  synchronized String reason() {
    return "failed " + failures + " times in a row, the last time with: " + lastFailure;
  }
}
