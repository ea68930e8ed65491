package dev.syncline.testkit.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves on by a millisecond whenever somebody looks, and farther when told. */
final class VirtualClock extends Clock {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::due).thenComparing(Event::number));
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");

  void advance(Duration by) {
    Instant then = now.plus(by);
    while (!events.isEmpty() && !events.peek().due().isAfter(then)) {
      Event next = events.remove();
      now = next.due().isAfter(now) ? next.due() : now;
      next.what().run();
    }
    now = then;
  }

  /** The time, without moving on. */
  Instant now() {
    return now;
  }

  /** Something that happens by itself when its time has come. */
  void in(Duration time, Runnable event) {
    events.add(new Event(now.plus(time), events.size(), event));
  }

  private record Event(Instant due, int number, Runnable what) {}

  @Override
  public Instant instant() {
    advance(Duration.ofMillis(1));
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
