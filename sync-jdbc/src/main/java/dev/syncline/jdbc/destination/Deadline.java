package dev.syncline.jdbc.destination;

import dev.syncline.api.error.RetryableException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** How long a batch may still take: what is sent later could take effect after a successor's. */
final class Deadline {
  private final long end;
  private final Duration whole;

  private Deadline(long end, Duration whole) {
    this.end = end;
    this.whole = whole;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos(), time);
  }

  /** Gives a statement the time that is left. */
  void limit(Statement statement) throws SQLException {
    statement.setQueryTimeout(secondsLeft());
  }

  /** The time that is left, at least a second. */
  int secondsLeft() {
    check();
    long seconds = Duration.ofNanos(end - System.nanoTime()).toSeconds();
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, seconds));
  }

  /**
   * Refuses to go on behind the deadline.
   *
   * @throws RetryableException if the time is over
   */
  void check() {
    if (System.nanoTime() - end >= 0) {
      throw new RetryableException("the batch took longer than " + whole.toSeconds() + " s", null);
    }
  }
}
