package dev.syncline.http.limit;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * How long a server asks to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110),
 * {@code X-RateLimit-Reset} and its relatives in seconds, or as the second of the epoch. Dates are
 * compared with the server's own {@code Date}, so that clocks may differ. All methods are pure.
 */
public final class AskedDelay {
  private static final List<String> REMAINING =
      List.of("X-RateLimit-Remaining", "X-Rate-Limit-Remaining", "RateLimit-Remaining");
  private static final List<String> RESET =
      List.of("X-RateLimit-Reset", "X-Rate-Limit-Reset", "RateLimit-Reset");

  /** What is larger is no number of seconds to wait, but a point in time. */
  private static final double EPOCH_FROM = 1e8;

  private static final double MILLIS_FROM = 1e11;
  private static final Duration LONGEST = Duration.ofDays(40);

  private AskedDelay() {}

  /** The delay of an answer that refuses for now. */
  public static Optional<Duration> of(HttpHeaders headers, Instant now) {
    Instant there = date(headers, "Date").orElse(now);
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> seconds(value, there).or(() -> until(value, there)))
        .or(() -> reset(headers, there));
  }

  /** The delay before the next request, where the answer says that none is left. */
  public static Optional<Duration> whenUsedUp(HttpHeaders headers, Instant now) {
    boolean none =
        REMAINING.stream()
            .flatMap(name -> headers.firstValue(name).stream())
            .anyMatch(value -> value.strip().equals("0"));
    return none ? reset(headers, date(headers, "Date").orElse(now)) : Optional.empty();
  }

  /** When the server wrote the answer, by its own clock. */
  public static Optional<Instant> date(HttpHeaders headers) {
    return date(headers, "Date");
  }

  private static Optional<Duration> reset(HttpHeaders headers, Instant there) {
    return RESET.stream()
        .flatMap(name -> headers.firstValue(name).stream())
        .flatMap(value -> seconds(value, there).stream())
        .findFirst();
  }

  private static Optional<Duration> seconds(String value, Instant there) {
    double number;
    try {
      number = Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (Double.isNaN(number) || number < 0) {
      return Optional.empty();
    }
    if (number < EPOCH_FROM) {
      return bounded(Duration.ofMillis((long) Math.ceil(number * 1000)));
    }
    long millis = (long) (number < MILLIS_FROM ? number * 1000 : Math.min(number, 1e15));
    return bounded(Duration.between(there, Instant.ofEpochMilli(millis)));
  }

  private static Optional<Duration> until(String value, Instant there) {
    return parse(value).flatMap(time -> bounded(Duration.between(there, time)));
  }

  private static Optional<Duration> bounded(Duration time) {
    Duration positive = time.isNegative() ? Duration.ZERO : time;
    return Optional.of(positive.compareTo(LONGEST) > 0 ? LONGEST : positive);
  }

  private static Optional<Instant> date(HttpHeaders headers, String name) {
    return headers.firstValue(name).flatMap(AskedDelay::parse);
  }

  private static Optional<Instant> parse(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
