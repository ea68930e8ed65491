package dev.syncline.http.limit;

import java.time.Duration;
import java.time.Instant;

/** A token bucket over the time that it is told. Not safe for use by several threads. */
final class Rate {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final int burst;
  private double tokens;
  private Instant filledAt;
  private Instant slowUntil = Instant.MIN;

  Rate(double perSecond, int burst, Instant now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** How long until there is a token. */
  Duration untilOne(Instant now) {
    double pace = now.isBefore(slowUntil) ? perSecond / 2 : perSecond;
    Duration passed = Duration.between(filledAt, now);
    if (!passed.isNegative()) {
      double seconds = passed.toSeconds() + passed.getNano() / NANOS;
      tokens = Math.min(burst, tokens + seconds * pace);
    }
    filledAt = now;
    return tokens >= 1
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - tokens) / pace * NANOS));
  }

  /** Only half as many until then. */
  void slow(Instant until) {
    slowUntil = until;
  }

  void take() {
    tokens--;
  }
}
