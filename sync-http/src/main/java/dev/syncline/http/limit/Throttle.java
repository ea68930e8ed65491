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

  /** How long a refusal makes careful. */
  private static final Duration CAREFUL = Duration.ofHours(1);

  private final InstantSource clock;
  private final Optional<Rate> rate;
  private final List<Window> windows = new ArrayList<>();
  private final Semaphore places;
  private final ThrottleSettings settings;
  private Instant blockedUntil = Instant.MIN;
  private int refusals;
  private String blockedBecause = "";

  /** A throttle that nobody has passed yet. */
  public Throttle(ThrottleSettings settings, InstantSource clock) {
    this.settings = settings;
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

  /**
   * The other side refuses a request because there were too many.
   *
   * @param asked how long it asks to wait
   * @return how long everybody waits; empty if nobody knows
   */
  public synchronized Optional<Duration> refused(Optional<Duration> asked, String reason) {
    Instant now = clock.instant();
    if (blockedUntil.isAfter(now)) {
      // Sent before the refusal that is waited out: says nothing new.
      return Optional.of(Duration.between(now, blockedUntil));
    }
    refusals++;
    if (!settings.penalty().isZero()) {
      // Penalties cost more than going slowly, and a quota that is exceeded may halve what is let
      // through.
      rate.ifPresent(bucket -> bucket.slow(now.plus(CAREFUL)));
    }
    if (settings.refusals() > 0 && refusals >= settings.refusals()) {
      ZonedDateTime today = now.atZone(settings.zone());
      ZonedDateTime next =
          today.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(settings.zone());
      block(
          Duration.between(now, next.toInstant()),
          "the quota of the month seems to be used up: refused "
              + refusals
              + " times in a row, each time after the whole wait");
      return Optional.of(Duration.between(now, blockedUntil));
    }
    Optional<Duration> wait =
        asked.or(
            () -> settings.penalty().isZero() ? Optional.empty() : Optional.of(settings.penalty()));
    wait.ifPresent(time -> block(time, reason));
    return wait;
  }

  /** The other side has answered something else than that there were too many. */
  public synchronized void accepted() {
    refusals = 0;
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
