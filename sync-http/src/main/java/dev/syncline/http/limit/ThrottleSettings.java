package dev.syncline.http.limit;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How often one credential may be used.
 *
 * @param perSecond requests a second on average; 0 for no bound
 * @param burst how many may come at once after a quiet time
 * @param perClockSecond the most requests in one second of the clock; 0 for no bound
 * @param perDay the most requests in a day; 0 for no bound
 * @param perMonth the most requests in a month; 0 for no bound
 * @param zone where days and months begin
 * @param concurrent how many requests may be under way at once
 * @param penalty how long to wait after a refusal that does not say it; zero leaves it to the
 *     engine
 * @param refusals after so many refusals in a row, each behind a whole penalty, the month's quota
 *     is taken as used up; 0 for never
 */
public record ThrottleSettings(
    double perSecond,
    int burst,
    int perClockSecond,
    long perDay,
    long perMonth,
    ZoneId zone,
    int concurrent,
    Duration penalty,
    int refusals) {
  private static final int MOST = 1_000_000;

  /** What may be said. */
  public static final Options OPTIONS =
      Options.of(
          Option.of(
              "requestsPerSecond", Shape.number(0, MOST), "requests a second on average, at most"),
          Option.of(
              "burst",
              Shape.whole(1, MOST),
              "a second's worth",
              "how many may come at once after a quiet time"),
          Option.of(
              "perClockSecond",
              Shape.whole(1, MOST),
              "requests in one second of the clock, at most"),
          Option.of("perDay", Shape.whole(1, Integer.MAX_VALUE), "requests in a day, at most"),
          Option.of("perMonth", Shape.whole(1, Integer.MAX_VALUE), "requests in a month, at most"),
          Option.of("zone", Shape.TEXT, "UTC", "the time zone where days and months begin"),
          Option.of("concurrent", Shape.whole(1, MOST), "requests that are under way, at most"),
          Option.of(
              "penalty", Shape.DURATION, "how long to wait after a refusal that does not say it"),
          Option.of(
              "refusals",
              Shape.whole(2, MOST),
              "after so many refusals in a row, each behind a whole penalty, the month's quota is"
                  + " taken as used up"));

  /** No limits. */
  public static final ThrottleSettings NONE =
      new ThrottleSettings(0, 1, 0, 0, 0, ZoneId.of("UTC"), MOST, Duration.ZERO, 0);

  /**
   * Reads the section {@code throttle} of a connection.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a value is wrong or unknown
   */
  public static ThrottleSettings of(Optional<ComponentConfig> section) {
    if (section.isEmpty()) {
      return NONE;
    }
    ComponentConfig config = section.get();
    config.allow(OPTIONS.names());
    double rate = config.number("requestsPerSecond", 0);
    if (config.has("requestsPerSecond") && (!(rate > 0) || Double.isInfinite(rate))) {
      throw config.error(
          "requestsPerSecond", "'requestsPerSecond' must be more than 0, not " + rate);
    }
    int usualBurst = (int) Math.max(1, Math.min(MOST, Math.ceil(rate)));
    return new ThrottleSettings(
        rate,
        config.integer("burst", usualBurst, 1, MOST),
        config.integer("perClockSecond", 0, 1, MOST),
        config.integer("perDay", 0, 1, Integer.MAX_VALUE),
        config.integer("perMonth", 0, 1, Integer.MAX_VALUE),
        zone(config),
        config.integer("concurrent", MOST, 1, MOST),
        config.duration("penalty").orElse(Duration.ZERO),
        config.integer("refusals", 0, 2, MOST));
  }

  private static ZoneId zone(ComponentConfig config) {
    String name = config.optionalString("zone").orElse("UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw config.error("zone", "'" + name + "' is no time zone");
    }
  }
}
