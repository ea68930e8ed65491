package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;

import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;

/** What stands in several sections. */
final class Common {
  static final Shape COUNT = Shape.whole(0, Long.MAX_VALUE);
  static final Shape FROM_ONE = Shape.whole(1, Integer.MAX_VALUE);
  static final Shape SHARE = Shape.number(0, 100);

  /** How hard a system may be worked. */
  static final Options LIMITS =
      Options.of(
          of("requestsPerSecond", Shape.NUMBER, "how many requests may be sent in a second"),
          of("burst", FROM_ONE, "those of a second", "how many of them may be sent at once"),
          of(
              "breaker",
              Shape.section(
                  Options.of(
                      of("failures", FROM_ONE, 5, "how many failures in a row open the circuit"),
                      of("pause", Shape.DURATION, "30s", "how long nothing is sent then"))),
              "when a system that fails is left alone"));

  private Common() {}
}
