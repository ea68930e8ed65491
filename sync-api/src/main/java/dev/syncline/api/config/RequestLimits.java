package dev.syncline.api.config;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How hard a system may be worked: {@code RequestLimits.perSecond(5).burst(10).breaker(5,
 * Duration.ofSeconds(30))}. Given to a connection, it holds for all syncs of one engine that use
 * the connection, taken together: one call of a loader, and one request of a source, counts as one.
 *
 * @param rate how many requests a second; empty for no bound
 * @param breaker when to leave the system alone; empty for never
 */
public record RequestLimits(Optional<Rate> rate, Optional<Breaker> breaker) {
  /** No limits. */
  public static final RequestLimits NONE = new RequestLimits(Optional.empty(), Optional.empty());

  /** Refuses missing parts. */
  public RequestLimits {
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(breaker, "breaker");
  }

  /** At most so many requests a second on average; a second's worth may come at once. */
  public static RequestLimits perSecond(double requests) {
    return NONE.rate(requests);
  }

  /** With another rate; a second's worth may come at once. */
  public RequestLimits rate(double requestsPerSecond) {
    int burst = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(requestsPerSecond)));
    return new RequestLimits(Optional.of(new Rate(requestsPerSecond, burst)), breaker);
  }

  /** With another number of requests that may come at once after a quiet time. */
  public RequestLimits burst(int requests) {
    Rate known =
        rate.orElseThrow(
            () -> refused("burst", "'burst' needs 'requestsPerSecond', and there is none"));
    return new RequestLimits(Optional.of(new Rate(known.perSecond(), requests)), breaker);
  }

  /** With a circuit breaker. */
  public RequestLimits breaker(int failures, Duration pause) {
    return new RequestLimits(rate, Optional.of(new Breaker(failures, pause)));
  }

  private static ConfigurationException refused(String field, String message) {
    return new ConfigurationException(Location.ofPath("limits." + field), message);
  }

  /**
   * A bound of the rate.
   *
   * @param perSecond requests a second on average, more than 0
   * @param burst how many may come at once after a quiet time, at least 1
   */
  public record Rate(double perSecond, int burst) {

    /** Refuses values out of range. */
    public Rate {
      if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
        throw refused(
            "requestsPerSecond", "'requestsPerSecond' must be more than 0, not " + perSecond);
      }
      if (burst < 1) {
        throw refused("burst", "'burst' must be at least 1, not " + burst);
      }
    }
  }

  /**
   * A circuit breaker: after some failures in a row nobody sends anything for a while; then one
   * request tries whether the system is back. Only failures that may pass count: a lost connection,
   * a time-out, an overload.
   *
   * @param failures how many in a row, at least 1
   * @param pause for how long the system is left alone
   */
  public record Breaker(int failures, Duration pause) {

    /** Refuses values out of range. */
    public Breaker {
      if (failures < 1) {
        throw refused("breaker.failures", "'failures' must be at least 1, not " + failures);
      }
      if (pause.isNegative() || pause.isZero()) {
        throw refused("breaker.pause", "'pause' must be longer than nothing, not " + pause);
      }
    }
  }
}
