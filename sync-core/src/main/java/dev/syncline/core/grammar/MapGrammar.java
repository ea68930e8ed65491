package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter;
import dev.syncline.core.definition.Lookup;

/** What {@code map} and the sections around it may hold. */
final class MapGrammar {
  private static final Option TYPE =
      of("type", Words.shape(LogicalType.class), "the type that the value is turned into");

  private static final Option ON_NULL =
      of("onNull", Words.shape(OnNull.class), "reject", "what happens where a field has no value");

  private static final Option TO = required("to", Shape.TEXT, "the mapped field that holds it");

  private static final Options TARGET =
      Options.of(
          of("to", Shape.TEXT, "the source field's name", "the mapped field"),
          of(
              "values",
              Shape.table("source value", Shape.LITERAL),
              "the value for each source value"),
          of("otherwise", Shape.LITERAL, "the value for all others; else they are rejected"),
          TYPE,
          of("lookup", Shape.TEXT, "the lookup that holds the value, by its name"),
          of("value", Shape.TEXT, "the column of the lookup that is taken"),
          of(
              "missing",
              Words.shape(Missing.class),
              "default with otherwise, else reject",
              "what happens where the lookup has no such key"));

  private static final Options ITEM =
      Options.of(required("field", Shape.TEXTS, "the source field; a lookup may take several"))
          .plus(TARGET);

  private static final Options CONSTANT =
      Options.of(required("constant", Shape.LITERAL, "the fixed value"), TO);

  private static final Options TEMPLATE_ITEM =
      Options.of(required("template", Shape.TEXT, "a text with {fields} in it"), TO, ON_NULL);

  private static final Options COMPUTED_ITEM =
      Options.of(required("compute", Shape.TEXT, "an expression over source fields"), TO, TYPE);

  /** From source fields to mapped fields; as a list, in any order. */
  static final Shape MAP =
      Shape.either(
          Shape.table(
              "source field", Shape.oneOrMore(Shape.either(Shape.TEXT, Shape.section(TARGET)))),
          Shape.list(
              Shape.either(
                  Shape.TEXT,
                  Shape.section(CONSTANT),
                  Shape.section(TEMPLATE_ITEM),
                  Shape.section(COMPUTED_ITEM),
                  Shape.section(ITEM))));

  /** From mapped fields to the templates that fill them. */
  static final Shape TEMPLATES =
      Shape.table(
          "mapped field",
          Shape.either(
              Shape.TEXT,
              Shape.section(
                  Options.of(
                      required("template", Shape.TEXT, "a text with {fields} in it"), ON_NULL))));

  /** From mapped fields to the expressions that compute them. */
  static final Shape COMPUTE =
      Shape.table(
          "mapped field",
          Shape.either(
              Shape.TEXT,
              Shape.section(
                  Options.of(
                      required("expression", Shape.TEXT, "an expression over source fields"),
                      TYPE))));

  /** Which records are synced at all. */
  static final Shape FILTER =
      Shape.section(
          Options.of(
              of("keep", Shape.TEXTS, "expressions; what does not fulfil all of them is left out"),
              of("drop", Shape.TEXTS, "expressions; what fulfils one of them is left out"),
              of(
                  "onLeave",
                  Words.shape(Filter.OnLeave.class),
                  "keep",
                  "what becomes of a record that was written and that keep or drop leave out now; for"
                      + " the source's own filter, see deletes")));

  private static final Option AT_MOST =
      of("atMost", Common.FROM_ONE, Lookup.AT_MOST, "with more records, the run fails");

  /** What values are looked up in, by name. */
  static Shape lookups(Options source) {
    return Shape.table(
        "lookup",
        Shape.either(
            Shape.section(
                Options.of(required("sync", Shape.TEXT, "the sync whose records are looked up"))),
            Shape.section(
                Options.of(
                    required("file", Shape.TEXT, "a file that ends in .csv or .json"),
                    of("key", Shape.TEXTS, "the columns by which it is looked up"),
                    AT_MOST)),
            new Shape.Component(
                Connectors.SOURCE, source.allOptional().plus(Options.of(AT_MOST)))));
  }

  private MapGrammar() {}
}
