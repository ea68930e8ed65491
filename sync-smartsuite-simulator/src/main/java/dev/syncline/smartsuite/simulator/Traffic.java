package dev.syncline.smartsuite.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts requests, and refuses those that are too many: so many in one second of the clock, and
 * after that none for a while; so many in a month, beyond which fewer are let through, and none
 * beyond five quarters. What is refused does not count for the month.
 */
final class Traffic {
  private static final int OVER_QUOTA_PER_SECOND = 2;

  private final Clock clock;
  private final int perSecond;
  private final Duration penalty;
  private final long quota;
  private final boolean tellsHowLong;
  private final Map<RequestKind, Long> counts = new EnumMap<>(RequestKind.class);
  private long second = Long.MIN_VALUE;
  private int inSecond;
  private int peak;
  private long refused;
  private Instant penaltyUntil = Instant.MIN;
  private YearMonth month;
  private long inMonth;

  Traffic(Clock clock, int perSecond, Duration penalty, long quota, boolean tellsHowLong) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.penalty = penalty;
    this.quota = quota;
    this.tellsHowLong = tellsHowLong;
    this.month = monthOf(clock.instant());
  }

  private static YearMonth monthOf(Instant now) {
    return YearMonth.from(now.atZone(ZoneOffset.UTC));
  }

  /** Counts a request, allowed or not. */
  synchronized void count(RequestKind kind) {
    counts.merge(kind, 1L, Long::sum);
    Instant now = clock.instant();
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      inSecond = 0;
    }
    inSecond++;
    peak = Math.max(peak, inSecond);
    YearMonth here = monthOf(now);
    if (!here.equals(month)) {
      month = here;
      inMonth = 0;
    }
  }

  /** Why the request that was just counted is refused. */
  synchronized Optional<Told> refusal() {
    Instant now = clock.instant();
    if (now.isBefore(penaltyUntil)) {
      return Optional.of(tooMany(Duration.between(now, penaltyUntil)));
    }
    boolean over = quota > 0 && inMonth >= quota;
    if (over && inMonth >= quota + quota / 4) {
      refused++;
      return Optional.of(
          new Told(
              429,
              Map.of("message", "Monthly API request limit exceeded.", "code", "quota_exceeded")));
    }
    if (inSecond > (over ? Math.min(OVER_QUOTA_PER_SECOND, perSecond) : perSecond)) {
      penaltyUntil = now.plus(penalty);
      return Optional.of(tooMany(penalty));
    }
    inMonth++;
    return Optional.empty();
  }

  private Told tooMany(Duration wait) {
    refused++;
    Told told = new Told(429, Map.of("detail", "Request was throttled."));
    return tellsHowLong
        ? told.header("Retry-After", String.valueOf(wait.plusMillis(999).toSeconds()))
        : told;
  }

  synchronized long of(RequestKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  synchronized Map<RequestKind, Long> counts() {
    return new EnumMap<>(counts);
  }

  synchronized int peak() {
    return peak;
  }

  synchronized long refused() {
    return refused;
  }

  synchronized long inMonth() {
    return monthOf(clock.instant()).equals(month) ? inMonth : 0;
  }

  synchronized YearMonth month() {
    return month;
  }

  synchronized void inMonth(YearMonth of, long used) {
    month = of;
    inMonth = used;
  }

  synchronized void forget() {
    counts.clear();
    peak = 0;
    inSecond = 0;
    refused = 0;
  }
}
