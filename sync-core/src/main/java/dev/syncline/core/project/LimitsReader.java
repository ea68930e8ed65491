package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.RequestLimits;
import java.time.Duration;

/** Reads the section {@code limits} of a connection or a sync. */
final class LimitsReader {
  static final String SECTION = "limits";

  private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
  private static final int USUAL_FAILURES = 5;

  private LimitsReader() {}

  static RequestLimits read(ComponentConfig owner) {
    if (!owner.has(SECTION)) {
      return RequestLimits.NONE;
    }
    var section = owner.section(SECTION);
    var limits = RequestLimits.NONE;
    if (section.has("requestsPerSecond")) {
      limits = limits.rate(section.number("requestsPerSecond", 0));
    }
    if (section.has("burst")) {
      limits = limits.burst(section.integer("burst", 1, 1, Integer.MAX_VALUE));
    }
    if (!section.has("breaker")) {
      return limits;
    }
    var breaker = section.section("breaker");
    return limits.breaker(
        breaker.integer("failures", USUAL_FAILURES, 1, Integer.MAX_VALUE),
        breaker.duration("pause").orElse(USUAL_PAUSE));
  }
}
