package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;

/** What {@code map} may hold. */
final class MapGrammar {
  private static final Options TARGET =
      Options.of(
          of("to", Shape.TEXT, "the source field's name", "the mapped field"),
          of(
              "values",
              Shape.table("source value", Shape.LITERAL),
              "the value for each source value"),
          of("otherwise", Shape.LITERAL, "the value for all others; else they are rejected"));

  private static final Options ITEM =
      Options.of(required("field", Shape.TEXT, "the source field")).plus(TARGET);

  private static final Options CONSTANT =
      Options.of(
          required("constant", Shape.LITERAL, "the fixed value"),
          required("to", Shape.TEXT, "the mapped field that holds it"));

  /** From source fields to mapped fields; as a list, in any order. */
  static final Shape MAP =
      Shape.either(
          Shape.table(
              "source field", Shape.oneOrMore(Shape.either(Shape.TEXT, Shape.section(TARGET)))),
          Shape.list(Shape.either(Shape.TEXT, Shape.section(CONSTANT), Shape.section(ITEM))));

  private MapGrammar() {}
}
