package dev.syncline.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it.
 *
 * <p><b>Threading.</b> Safe for use by several threads; a zone's clock moves with the one it came
 * from.
 */
public final class TestClock extends Clock {

  private final Instant start;
  private final AtomicLong nanosSinceStart;
  private final ZoneId zone;

  private TestClock(Instant start, AtomicLong nanosSinceStart, ZoneId zone) {
    this.start = start;
    this.nanosSinceStart = nanosSinceStart;
    this.zone = zone;
  }

  /** A clock in UTC that shows this time. */
  public static TestClock at(Instant now) {
    return new TestClock(now, new AtomicLong(), ZoneOffset.UTC);
  }

  /** A clock in UTC that shows an ordinary day: 2025-01-01T00:00:00Z. */
  public static TestClock create() {
    return at(Instant.parse("2025-01-01T00:00:00Z"));
  }

  /** Moves the clock, forwards or, with a negative duration, backwards. */
  public void advance(Duration by) {
    nanosSinceStart.addAndGet(by.toNanos());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanosSinceStart.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(start, nanosSinceStart, other);
  }
}
