package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.ValidateRule.Severity;

/** What {@code validate} may hold: rules, each with the fields that it is for. */
public final class ValidateGrammar {
  private static final Options CONSEQUENCES =
      Options.of(
          of("message", Shape.TEXT, "what the dead letter says"),
          of("severity", Words.shape(Severity.class), "reject", "warn lets the record go on"));

  private static final Shape FLAGS =
      Shape.oneOrMore(
          Shape.words(
              "case-insensitive",
              "unicode-case",
              "unicode-classes",
              "canonical-equivalence",
              "multiline",
              "dot-all",
              "unix-lines",
              "comments",
              "literal"));

  private static final Shape CUSTOM =
      new Shape.Component(
          Connectors.VALIDATOR,
          Options.of(required("type", Shape.TEXT, "the type of the validator's provider"))
              .plus(CONSEQUENCES));

  private static final Shape TYPES = Words.shape(LogicalType.class);

  /** The rules. */
  public static final Options RULES =
      Options.of(
              of("required", messageOr(Options.of()), "there, not null and not empty"),
              of("type", shortOr(TYPES, required("type", TYPES, "the type")), "of a type"),
              of(
                  "matches",
                  shortOr(
                      Shape.TEXT,
                      required("pattern", Shape.TEXT, "the regular expression"),
                      of("flags", FLAGS, "how it is read")),
                  "the whole text matches a regular expression"),
              of(
                  "length",
                  detailed(
                      Options.of(
                          of("min", Shape.whole(0, Integer.MAX_VALUE), "at least so long"),
                          of("max", Shape.whole(0, Integer.MAX_VALUE), "at most so long"))),
                  "so many characters, bytes or elements"),
              of(
                  "range",
                  detailed(
                      Options.of(
                          of("min", Shape.NUMBER, "the smallest"),
                          of("max", Shape.NUMBER, "the largest"))),
                  "a number between two bounds, both included"),
              of(
                  "oneOf",
                  NormalizeGrammar.byField(
                      Shape.either(
                          Shape.oneOrMore(Shape.LITERAL),
                          Shape.section(
                              Options.of(
                                      required(
                                          "values", Shape.oneOrMore(Shape.LITERAL), "the values"))
                                  .plus(CONSEQUENCES)))),
                  "one of these values"),
              of("email", messageOr(Options.of()), "an e-mail address"),
              of(
                  "url",
                  messageOr(
                      Options.of(
                          of(
                              "schemes",
                              Shape.TEXTS,
                              "http and https",
                              "the schemes that it may have"))),
                  "an absolute URL"),
              of(
                  "unique",
                  messageOr(
                      Options.of(
                          of("with", Shape.TEXTS, "fields that count together with it"),
                          of(
                              "atMost",
                              Common.FROM_ONE,
                              Constraint.Unique.AT_MOST,
                              "how many values are remembered"))),
                  "no other record of the run holds the value"),
              of(
                  "compare",
                  shortOr(
                      Shape.TEXT,
                      required("rule", Shape.TEXT, "the comparison, such as '>= start'")),
                  "an order to another field"),
              of(
                  "expression",
                  shortOr(
                      Shape.TEXT, required("rule", Shape.TEXT, "the expression, which must hold")),
                  "an expression over this and other fields holds"),
              of(
                  "custom",
                  NormalizeGrammar.byField(Shape.either(Shape.TEXT, CUSTOM)),
                  "a validator of your own"))
          .called("rule");

  private ValidateGrammar() {}

  /** Just the fields; or at each of them its message, or a section. */
  private static Shape messageOr(Options settings) {
    return NormalizeGrammar.fieldsOr(
        Shape.either(Shape.TEXT, Shape.section(settings.plus(CONSEQUENCES))));
  }

  /** At each field the setting itself, or a section that holds it. */
  private static Shape shortOr(Shape plain, Option... settings) {
    return NormalizeGrammar.byField(
        Shape.either(plain, Shape.section(Options.of(settings).plus(CONSEQUENCES))));
  }

  private static Shape detailed(Options settings) {
    return NormalizeGrammar.byField(Shape.section(settings.plus(CONSEQUENCES)));
  }
}
