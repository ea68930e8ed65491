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
  private static final Option LIMITED =
      of("limits", Shape.section(Common.LIMITS), "how hard the system may be worked");

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
              "catalogs",
              Shape.list(Shape.section(CatalogGrammar.CATALOG)),
              "sources that describe themselves; each of their entities gets a sync"),
          of(
              "profiles",
              Shape.table("profile", Shape.section(PROFILE)),
              "what is different in one environment; laid over the rest where it is chosen"));

  private ProjectGrammar() {}
}
