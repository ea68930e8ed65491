package dev.syncline.core.limits;

import dev.syncline.api.config.RequestLimits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A token bucket: it holds {@code burst} tokens, and {@code perSecond} of them come back every
 * second. Whoever takes one that is not there yet is told how long to wait for it, so that those
 * who wait are served in the order in which they came.
 *
 * <p>Safe for use by several threads.
 */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final Rate rate;
  private final InstantSource clock;
  private double tokens;
  private Instant filledAt;

  TokenBucket(Rate rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
    this.tokens = rate.burst();
    this.filledAt = clock.instant();
  }

  /** Takes a token, and says how long to wait before it may be used. */
  synchronized Duration take() {
    fill();
    tokens--;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(-tokens / rate.perSecond() * NANOS));
  }

  /** More requests were made than tokens were taken; a negative number gives tokens back. */
  synchronized void charge(long more) {
    fill();
    tokens = Math.min(rate.burst(), tokens - more);
  }

  private void fill() {
    Instant now = clock.instant();
    Duration passed = Duration.between(filledAt, now);
    // A clock that was set back brings no tokens, and takes none.
    if (!passed.isNegative()) {
      double seconds = passed.toSeconds() + passed.getNano() / NANOS;
      tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
    }
    filledAt = now;
  }
}
