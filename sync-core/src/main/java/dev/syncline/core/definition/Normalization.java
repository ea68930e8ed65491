package dev.syncline.core.definition;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How source values are cleaned and coerced. The rules of one field apply in the order in which
 * they were given; fields do not see each other.
 *
 * @param rules sorted by field, so that the order between fields makes no difference
 */
public record Normalization(List<NormalizeRule> rules) {
  /** Leaves every value alone. */
  public static final Normalization NONE = new Normalization(List.of());

  /** Copies and sorts the rules. */
  public Normalization {
    // The sort is stable: the order within a field stays.
    rules = rules.stream().sorted(Comparator.comparing(NormalizeRule::field)).toList();
  }

  /** A builder without rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects rules. Not safe for use by several threads. */
  public static final class Builder {
    private final List<NormalizeRule> rules = new ArrayList<>();

    private Builder() {}

    /** Takes white space from both ends. */
    public Builder trim(String... fields) {
      return each("trim", new NormalizeOperation.Trim(), fields);
    }

    /** Brings texts into Unicode normalisation form C. */
    public Builder nfc(String... fields) {
      return each("nfc", new NormalizeOperation.Nfc(), fields);
    }

    /** Takes control characters out, except tab and line ends. */
    public Builder removeControls(String... fields) {
      return each("removeControls", new NormalizeOperation.RemoveControls(), fields);
    }

    /** Turns empty texts into null; put {@link #trim} before it to catch blank ones. */
    public Builder emptyToNull(String... fields) {
      return each("emptyToNull", new NormalizeOperation.EmptyToNull(), fields);
    }

    /** Upper case. */
    public Builder upper(String... fields) {
      return each("upper", new NormalizeOperation.Upper(), fields);
    }

    /** Lower case. */
    public Builder lower(String... fields) {
      return each("lower", new NormalizeOperation.Lower(), fields);
    }

    /** Coerces to a truth value. */
    public Builder bool(String... fields) {
      return each("bool", new NormalizeOperation.Bool(), fields);
    }

    /** Coerces to a whole number. */
    public Builder integer(String... fields) {
      return each("integer", new NormalizeOperation.Whole(), fields);
    }

    /** Coerces to a decimal number with a point and no grouping. */
    public Builder decimal(String... fields) {
      return each("decimal", new NormalizeOperation.Decimal('.', Optional.empty()), fields);
    }

    /** Coerces to a decimal number without grouping. */
    public Builder decimal(String field, char decimalSeparator) {
      return rule(field, new NormalizeOperation.Decimal(decimalSeparator, Optional.empty()));
    }

    /** Coerces to a decimal number; groups have three digits. */
    public Builder decimal(String field, char decimalSeparator, char groupingSeparator) {
      return rule(
          field, new NormalizeOperation.Decimal(decimalSeparator, Optional.of(groupingSeparator)));
    }

    /** Coerces to a date; ISO 8601 without patterns. */
    public Builder date(String field, String... patterns) {
      return rule(field, new NormalizeOperation.Date(List.of(patterns)));
    }

    /** Coerces to a date and time without a zone; ISO 8601 without patterns. */
    public Builder localTimestamp(String field, String... patterns) {
      return rule(field, new NormalizeOperation.LocalTimestamp(List.of(patterns)));
    }

    /** Coerces to a point on the time line; ISO 8601 without patterns. */
    public Builder timestamp(String field, ZoneId zone, String... patterns) {
      return rule(field, new NormalizeOperation.Timestamp(zone, List.of(patterns)));
    }

    /** Replaces some values, such as {@code Map.of("N/A", "unknown")}; others stay. */
    public Builder values(String field, Map<?, ?> table) {
      return rule(field, new NormalizeOperation.Values(Literal.table("values", table)));
    }

    /** Puts a value in the place of null and of an absent field. */
    public Builder defaultValue(String field, Object value) {
      return rule(field, new NormalizeOperation.Default(value));
    }

    /** Adds any rule. */
    public Builder rule(String field, NormalizeOperation operation) {
      rules.add(new NormalizeRule(field, operation));
      return this;
    }

    private Builder each(String name, NormalizeOperation operation, String... fields) {
      if (fields.length == 0) {
        throw Refusal.at("normalize." + name, "'" + name + "' names no field");
      }
      for (String field : fields) {
        rule(field, operation);
      }
      return this;
    }

    /** The rules so far. */
    public Normalization build() {
      return new Normalization(rules);
    }
  }
}
