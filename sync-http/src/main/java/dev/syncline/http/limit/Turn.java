package dev.syncline.http.limit;

import java.time.Duration;

/**
 * Whether a request may be sent now.
 *
 * @param delay how long to wait before asking again; zero if it may be sent, and was counted
 * @param reason what it waits for; empty if it may be sent
 */
public record Turn(Duration delay, String reason) {
  static final Turn NOW = new Turn(Duration.ZERO, "");

  /** Whether it may be sent. */
  public boolean now() {
    return delay.isZero();
  }

  static Turn in(Duration delay, String reason) {
    return new Turn(delay.isZero() ? Duration.ofNanos(1) : delay, reason);
  }

  /** The one that waits longer. */
  Turn or(Turn other) {
    return other.delay.compareTo(delay) > 0 ? other : this;
  }
}
