package dev.syncline.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;

/**
 * At most so many requests between two marks of the calendar: a second, a day, a month. Not safe
 * for use by several threads.
 */
final class Window {
  private final long most;
  private final String reason;
  private final UnaryOperator<ZonedDateTime> beginning;
  private final UnaryOperator<ZonedDateTime> next;
  private ZonedDateTime began;
  private long used;

  /**
   * @param most how many requests fit
   * @param reason what is said when no more fit
   * @param beginning the beginning of the window that a time lies in
   * @param next the beginning of the one after
   */
  Window(
      long most,
      String reason,
      UnaryOperator<ZonedDateTime> beginning,
      UnaryOperator<ZonedDateTime> next,
      ZonedDateTime now) {
    this.most = most;
    this.reason = reason;
    this.beginning = beginning;
    this.next = next;
    this.began = beginning.apply(now);
  }

  Turn ask(Instant now) {
    ZonedDateTime begins = beginning.apply(now.atZone(began.getZone()));
    // A clock that was set back opens no new window.
    if (begins.isAfter(began)) {
      began = begins;
      used = 0;
    }
    return used < most
        ? Turn.NOW
        : Turn.in(Duration.between(now, next.apply(began).toInstant()), reason);
  }

  void take() {
    used++;
  }
}
