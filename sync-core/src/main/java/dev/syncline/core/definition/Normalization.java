package dev.syncline.core.definition;

import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How source values are cleaned and coerced. The rules of one field apply in the order in which
 * they were given; fields do not see each other.
 *
 * @param rules sorted by field, so that the order between fields makes no difference; as given if
 *     one of them names its fields by a pattern
 * @param off what is not done to some fields, sorted by field
 */
public record Normalization(List<NormalizeRule> rules, List<LayerOff> off) {
  /** Leaves every value alone. */
  public static final Normalization NONE = new Normalization(List.of(), List.of());

  /** Copies and sorts the rules. */
  public Normalization {
    // The sort is stable: the order within a field stays.
    rules =
        rules.stream().anyMatch(NormalizeRule::pattern)
            ? List.copyOf(rules)
            : rules.stream().sorted(Comparator.comparing(NormalizeRule::field)).toList();
    off = off.stream().sorted(Comparator.comparing(LayerOff::field)).toList();
  }

  /** A builder without rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** The operations on a field, in order, without those of layers that are off for it. */
  public List<NormalizeOperation> operationsOn(String field) {
    return rules.stream()
        .filter(rule -> FieldPattern.matches(rule.field(), field))
        .map(NormalizeRule::operation)
        .filter(done -> off.stream().noneMatch(out -> out.covers(field, done.layer())))
        .toList();
  }

  /**
   * Collects rules. Wherever a field is named, a pattern may stand, such as {@code *_date}. Not
   * safe for use by several threads.
   */
  public static final class Builder {
    private final List<NormalizeRule> rules = new ArrayList<>();
    private final List<LayerOff> off = new ArrayList<>();

    private Builder() {}

    // ---- strings -------------------------------------------------------------------------------

    /** Takes white space from both ends. */
    public Builder trim(String... fields) {
      return each("trim", new TextOperation.Trim(), fields);
    }

    /** Makes one space of every run of white space. */
    public Builder collapseSpaces(String... fields) {
      return each("collapseSpaces", new TextOperation.CollapseSpaces(), fields);
    }

    /** Brings texts into Unicode normalisation form C. */
    public Builder nfc(String... fields) {
      return each("nfc", new TextOperation.Nfc(), fields);
    }

    /** Brings texts into Unicode normalisation form KC. */
    public Builder nfkc(String... fields) {
      return each("nfkc", new TextOperation.Nfkc(), fields);
    }

    /** Takes control characters out, except tab and line ends. */
    public Builder removeControls(String... fields) {
      return each("removeControls", new TextOperation.RemoveControls(), fields);
    }

    /** Takes characters without width out. */
    public Builder removeZeroWidth(String... fields) {
      return each("removeZeroWidth", new TextOperation.RemoveZeroWidth(), fields);
    }

    /** Turns empty texts into null; put {@link #trim} before it to catch blank ones. */
    public Builder emptyToNull(String... fields) {
      return each("emptyToNull", new TextOperation.EmptyToNull(), fields);
    }

    /** Upper case. */
    public Builder upper(String... fields) {
      return each("upper", new TextOperation.Upper(), fields);
    }

    /** Lower case. */
    public Builder lower(String... fields) {
      return each("lower", new TextOperation.Lower(), fields);
    }

    // ---- types ---------------------------------------------------------------------------------

    /** Coerces to a truth value. */
    public Builder bool(String... fields) {
      return each("bool", new TypeOperation.Bool(), fields);
    }

    /** Coerces to a truth value by these words alone. */
    public Builder bool(String field, List<String> yes, List<String> no) {
      return rule(field, new TypeOperation.Bool(yes, no));
    }

    /** Coerces to a text. */
    public Builder text(String... fields) {
      return each("text", new TypeOperation.Text(), fields);
    }

    /** Coerces to bytes. */
    public Builder bytes(String field, TypeOperation.Bytes.Encoding encoding) {
      return rule(field, new TypeOperation.Bytes(encoding));
    }

    /** Brings UUIDs into their one form. */
    public Builder uuid(String... fields) {
      return each("uuid", new TypeOperation.Uuid(), fields);
    }

    // ---- numbers -------------------------------------------------------------------------------

    /** Coerces to a whole number. */
    public Builder integer(String... fields) {
      return each("integer", new NumberOperation.Whole(), fields);
    }

    /** Coerces to a decimal number with a point and no grouping. */
    public Builder decimal(String... fields) {
      return each("decimal", new NumberOperation.Decimal(DecimalForm.PLAIN), fields);
    }

    /** Coerces to a decimal number without grouping. */
    public Builder decimal(String field, char decimalSeparator) {
      return decimal(field, DecimalForm.of(decimalSeparator, Optional.empty()));
    }

    /** Coerces to a decimal number; groups have three digits. */
    public Builder decimal(String field, char decimalSeparator, char groupingSeparator) {
      return decimal(field, DecimalForm.of(decimalSeparator, Optional.of(groupingSeparator)));
    }

    /** Coerces to a decimal number. */
    public Builder decimal(String field, DecimalForm form) {
      return rule(field, new NumberOperation.Decimal(form));
    }

    /** Rejects a number with more digits after the point. */
    public Builder scale(String field, int digits) {
      return scale(field, digits, RoundingMode.UNNECESSARY);
    }

    /** Rounds a number to so many digits after the point. */
    public Builder scale(String field, int digits, RoundingMode rounding) {
      return rule(field, new NumberOperation.Scale(digits, rounding));
    }

    // ---- dates and times -----------------------------------------------------------------------

    /** Coerces to a date; ISO 8601 without patterns. */
    public Builder date(String field, String... patterns) {
      return date(field, TemporalForm.of(patterns));
    }

    /** Coerces to a date. */
    public Builder date(String field, TemporalForm form) {
      return rule(field, new TemporalOperation.Date(form, false));
    }

    /** Coerces to a time of day; ISO 8601 without patterns. */
    public Builder time(String field, String... patterns) {
      return rule(field, new TemporalOperation.Time(TemporalForm.of(patterns)));
    }

    /** Coerces to a date and time without a zone; ISO 8601 without patterns. */
    public Builder localTimestamp(String field, String... patterns) {
      return rule(field, new TemporalOperation.LocalTimestamp(List.of(patterns)));
    }

    /** Coerces to a date and time as the clocks of a zone show them. */
    public Builder localTimestamp(String field, ZoneId zone, TemporalForm form) {
      return rule(field, new TemporalOperation.LocalTimestamp(form, Optional.of(zone)));
    }

    /** Coerces to a point on the time line; ISO 8601 without patterns. */
    public Builder timestamp(String field, ZoneId zone, String... patterns) {
      return rule(field, new TemporalOperation.Timestamp(zone, List.of(patterns)));
    }

    /** Coerces to a point on the time line; says what is meant when clocks are changed. */
    public Builder timestamp(
        String field, ZoneId zone, TemporalForm form, Gap gap, Overlap overlap) {
      return rule(field, new TemporalOperation.Timestamp(zone, form, gap, overlap));
    }

    /** Coerces a number that counts since 1970 to a point on the time line. */
    public Builder epoch(String field, TemporalOperation.Epoch.Unit unit) {
      return rule(field, new TemporalOperation.Epoch(unit));
    }

    // ---- values --------------------------------------------------------------------------------

    /** Replaces some values, such as {@code Map.of("N/A", "unknown")}; others stay. */
    public Builder values(String field, Map<?, ?> table) {
      return rule(field, new ValueOperation.Values(Literal.table("values", table)));
    }

    /** Turns some values into null, such as "N/A". */
    public Builder nullIf(String field, Object... values) {
      return nullIf(field, List.of(values));
    }

    /** Turns some values into null. */
    public Builder nullIf(String field, Collection<?> values) {
      return rule(field, ValueOperation.NullIf.of(List.copyOf(values)));
    }

    /** Puts a value in the place of null and of an absent field. */
    public Builder defaultValue(String field, Object value) {
      return rule(field, new ValueOperation.Default(value));
    }

    /** Switches layers off for a field; all of them if none is named. */
    public Builder off(String field, Layer... layers) {
      off.add(new LayerOff(field, List.of(layers)));
      return this;
    }

    /** Adds any rule. */
    public Builder rule(String field, NormalizeOperation operation) {
      rules.add(new NormalizeRule(field, operation));
      return this;
    }

    private Builder each(String name, NormalizeOperation operation, String... fields) {
      if (fields.length == 0) {
        throw Refusal.at("normalize." + name, "'" + name + "' names no field; name at least one");
      }
      for (String field : fields) {
        rule(field, operation);
      }
      return this;
    }

    /** The rules so far. */
    public Normalization build() {
      return new Normalization(rules, off);
    }
  }
}
