package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;

/**
 * The top of a project file. To add a name anywhere, add a line to the {@code Options} of its
 * section, and read it where the section is read.
 */
public final class ProjectGrammar {
  static final Shape COUNT = Shape.whole(0, Long.MAX_VALUE);
  static final Shape FROM_ONE = Shape.whole(1, Integer.MAX_VALUE);
  static final Shape SHARE = Shape.number(0, 100);

  /** How hard a system may be worked. */
  static final Options LIMITS =
      Options.of(
          of("requestsPerSecond", Shape.NUMBER, "how many requests may be sent in a second"),
          of("burst", FROM_ONE, 1, "how many of them may be sent at once"),
          of(
              "breaker",
              Shape.section(
                  Options.of(
                      of("failures", FROM_ONE, 5, "how many failures in a row open the circuit"),
                      of("pause", Shape.DURATION, "30s", "how long nothing is sent then"))),
              "when a system that fails is left alone"));

  private static final Option LIMITED =
      of("limits", Shape.section(LIMITS), "how hard the system may be worked");

  private static final Shape CONNECTION =
      new Shape.Component(
          Connectors.CONNECTION,
          Options.of(
              required("type", Shape.TEXT, "what kind of system it is, such as jdbc"), LIMITED));

  private static final Shape STATE_STORE =
      new Shape.Component(
          Connectors.STATE_STORE,
          Options.of(required("type", Shape.TEXT, "what keeps the state, such as sqlite")));

  private static final Shape SYNC = Shape.section(SyncGrammar.SYNC);

  /** What a profile may say. */
  public static final Options PROFILE =
      Options.of(
          of(
              "connections",
              Shape.table("name", CONNECTION),
              "connections that are different or only here"),
          of("stateStore", STATE_STORE, "another place for the state"),
          of(
              "syncs",
              Shape.table("name of a sync", SYNC),
              "what is different in a sync, by its name"));

  /** The names at the top of a file. */
  public static final Options PROJECT =
      Options.of(
          of(
              "connections",
              Shape.table("name", CONNECTION),
              "the systems, by names that sources and destinations refer to"),
          of("stateStore", STATE_STORE, "where the state of all syncs is kept"),
          of("syncs", Shape.list(SYNC), "the syncs, in their order"),
          of(
              "profiles",
              Shape.table("profile", Shape.section(PROFILE)),
              "what is different in one environment; laid over the rest where it is chosen"));

  private ProjectGrammar() {}
}
