package dev.syncline.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * What everybody passes who uses one credential: rate, window of the clock's second, quotas of day
 * and month, what the other side asked for, and how many requests may be under way. It says how
 * long to wait; it never waits itself.
 *
 * <p>Quotas count what this process sent. A server that counts for longer says so with status 429,
 * and that is kept, too.
 *
 * <p>Safe for use by several threads.
 */
public final class Throttle {
  /** How soon those who wait for another request to end ask again. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final InstantSource clock;
  private final Optional<Rate> rate;
  private final List<Window> windows = new ArrayList<>();
  private final Semaphore places;
  private Instant blockedUntil = Instant.MIN;
  private String blockedBecause = "";

  /** A throttle that nobody has passed yet. */
  public Throttle(ThrottleSettings settings, InstantSource clock) {
    this.clock = clock;
    this.places = new Semaphore(settings.concurrent());
    Instant now = clock.instant();
    this.rate =
        settings.perSecond() > 0
            ? Optional.of(new Rate(settings.perSecond(), settings.burst(), now))
            : Optional.empty();
    ZonedDateTime today = now.atZone(settings.zone());
    if (settings.perClockSecond() > 0) {
      windows.add(
          new Window(
              settings.perClockSecond(),
              "its requests have to wait for the next second",
              time -> time.truncatedTo(ChronoUnit.SECONDS),
              time -> time.plusSeconds(1),
              today));
    }
    if (settings.perDay() > 0) {
      windows.add(
          new Window(
              settings.perDay(),
              "the quota of " + settings.perDay() + " requests a day is used up",
              time -> time.toLocalDate().atStartOfDay(time.getZone()),
              time -> time.toLocalDate().plusDays(1).atStartOfDay(time.getZone()),
              today));
    }
    if (settings.perMonth() > 0) {
      windows.add(
          new Window(
              settings.perMonth(),
              "the quota of " + settings.perMonth() + " requests a month is used up",
              time -> time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone()),
              time ->
                  time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(time.getZone()),
              today));
    }
  }

  /**
   * Asks whether a request may be sent now. If so it is counted, and {@link #leave} must be called
   * when its answer is there.
   */
  public synchronized Turn enter() {
    Instant now = clock.instant();
    Turn turn = Turn.NOW;
    if (blockedUntil.isAfter(now)) {
      turn = Turn.in(Duration.between(now, blockedUntil), blockedBecause);
    }
    for (Window window : windows) {
      turn = turn.or(window.ask(now));
    }
    Duration wait = rate.map(bucket -> bucket.untilOne(now)).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      turn = turn.or(Turn.in(wait, "its requests have to wait for their turn"));
    }
    if (!turn.now()) {
      return turn;
    }
    if (!places.tryAcquire()) {
      return Turn.in(LOOK, "as many requests as allowed are under way");
    }
    windows.forEach(Window::take);
    rate.ifPresent(Rate::take);
    return turn;
  }

  /** An answer is there, or none will come. */
  public void leave() {
    places.release();
  }

  /** The other side asks to be left alone for a while, by all who use this credential. */
  public synchronized void block(Duration time, String reason) {
    Instant until = clock.instant().plus(time);
    if (until.isAfter(blockedUntil)) {
      blockedUntil = until;
      blockedBecause = reason;
    }
  }
}
