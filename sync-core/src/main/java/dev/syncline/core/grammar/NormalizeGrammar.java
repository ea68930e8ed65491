package dev.syncline.core.grammar;

import static dev.syncline.api.config.Option.of;
import static dev.syncline.api.config.Option.required;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.Layer;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TypeOperation;
import java.math.RoundingMode;
import java.util.ArrayList;

/** What {@code normalize} may hold: operations, each with the fields that it is for. */
public final class NormalizeGrammar {
  /** Names of fields, or patterns such as {@code *_date}. */
  static final Shape FIELDS = Shape.TEXTS;

  private static final Option ZONE = of("zone", Shape.TEXT, "the time zone, such as Europe/Berlin");

  private static final Options TEMPORAL =
      Options.of(
          of("pattern", Shape.TEXTS, "ISO 8601", "a pattern, or several that are tried in order"),
          of("locale", Shape.TEXT, "the language of names of months and days"),
          of(
              "twoDigitYearsFrom",
              Shape.whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
              "the first of the hundred years that two digits mean"),
          of(
              "zeroDates",
              Words.shape(TemporalForm.ZeroDates.class),
              "reject",
              "what 0000-00-00 is"));

  private static final Options DECIMAL =
      Options.of(
          of("locale", Shape.TEXT, "whose separators are used, such as de-DE"),
          of("decimalSeparator", Shape.TEXT, ".", "the character before the fraction"),
          of("groupingSeparator", Shape.TEXT, "the character between groups of digits"),
          of(
              "grouping",
              Words.shape(DecimalForm.Grouping.class),
              "that of the locale",
              "how digits are grouped"),
          of("currencies", Shape.TEXTS, "signs that may stand before or after"),
          of(
              "percent",
              Words.shape(DecimalForm.Percent.class),
              "none",
              "what a percent sign means"),
          of(
              "accounting",
              Shape.TRUTH,
              false,
              "whether parentheses and a minus at the end are negative"));

  private static final Options TIMESTAMP =
      TEMPORAL.plus(
          Options.of(
              required(
                  "zone",
                  Shape.TEXT,
                  "the time zone of values that name none, such as Europe/Berlin"),
              of(
                  "gap",
                  Words.shape(TemporalOperation.Timestamp.Gap.class),
                  "reject",
                  "what a time is that the clocks skip"),
              of(
                  "overlap",
                  Words.shape(TemporalOperation.Timestamp.Overlap.class),
                  "earlier",
                  "what a time is that comes twice")));

  private static final Options SCALE =
      Options.of(
          required("digits", Shape.whole(0, 100), "how many digits may stand after the point"),
          of(
              "rounding",
              Words.shape(RoundingMode.class),
              "unnecessary",
              "what becomes of more; unnecessary rejects them"));

  private static final Options WORDS_OF_TRUTH =
      Options.of(
          of("yes", Shape.TEXTS, "the words for true"),
          of("no", Shape.TEXTS, "the words for false"));

  /** The operations. */
  public static final Options OPERATIONS =
      Options.of(
              of("trim", FIELDS, "takes white space from both ends"),
              of("collapseSpaces", FIELDS, "makes one space of every run of white space"),
              of("nfc", FIELDS, "Unicode normalisation form C"),
              of("nfkc", FIELDS, "Unicode normalisation form KC"),
              of("removeControls", FIELDS, "takes out control characters"),
              of("removeZeroWidth", FIELDS, "takes out characters that nobody sees"),
              of("emptyToNull", FIELDS, "makes null of an empty text"),
              of("upper", FIELDS, "upper case"),
              of("lower", FIELDS, "lower case"),
              of("bool", fieldsOr(Shape.section(WORDS_OF_TRUTH)), "a truth value"),
              of("text", FIELDS, "a text"),
              of(
                  "bytes",
                  byField(Words.shape(TypeOperation.Bytes.Encoding.class)),
                  "bytes from a text"),
              of("uuid", FIELDS, "a UUID in its one form"),
              of("integer", FIELDS, "a whole number"),
              of("decimal", fieldsOr(Shape.section(DECIMAL)), "a decimal number"),
              of(
                  "scale",
                  byField(Shape.either(Shape.whole(0, 100), Shape.section(SCALE))),
                  "the digits after the point"),
              of(
                  "date",
                  fieldsOr(
                      temporal(
                          TEMPORAL.plus(
                              Options.of(
                                  of(
                                      "dropTime",
                                      Shape.TRUTH,
                                      false,
                                      "whether a time of day is dropped"))))),
                  "a date"),
              of("time", fieldsOr(Shape.TEXTS), "a time of day"),
              of(
                  "localTimestamp",
                  fieldsOr(temporal(TEMPORAL.plus(Options.of(ZONE)))),
                  "a date and time without a zone"),
              of(
                  "timestamp",
                  byField(Shape.either(Shape.TEXT, Shape.section(TIMESTAMP))),
                  "a point on the time line; a zone, or a section"),
              of(
                  "epoch",
                  byField(Words.shape(TemporalOperation.Epoch.Unit.class)),
                  "a number that counts since 1970"),
              of("values", byField(Shape.table("value", Shape.LITERAL)), "replaces some values"),
              of("nullIf", byField(Shape.oneOrMore(Shape.LITERAL)), "makes null of these values"),
              of(
                  "defaultValue",
                  byField(Shape.LITERAL),
                  "stands in for null and for an absent field"),
              of("off", byField(Shape.oneOrMore(layers())), "switches layers off"))
          .called("rule");

  private NormalizeGrammar() {}

  /** Just the fields, or more about each of them. */
  static Shape fieldsOr(Shape detail) {
    return Shape.either(FIELDS, byField(detail));
  }

  static Shape byField(Shape detail) {
    return Shape.table("field", detail);
  }

  private static Shape temporal(Options form) {
    return Shape.either(Shape.TEXTS, Shape.section(form));
  }

  private static Shape layers() {
    var words = new ArrayList<>(Words.of(Layer.class));
    words.add("all");
    return new Shape.Words(words);
  }
}
