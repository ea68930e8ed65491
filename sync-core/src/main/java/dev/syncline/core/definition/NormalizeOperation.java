package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is done to one value before it is validated. Null and absent values pass every operation but
 * {@link Default} untouched. A value that cannot be coerced rejects the record; it never becomes
 * null.
 */
public sealed interface NormalizeOperation {

  /** Takes white space, no-break spaces included, from both ends of a text. */
  record Trim() implements NormalizeOperation {}

  /** Brings a text into Unicode normalisation form C. */
  record Nfc() implements NormalizeOperation {}

  /** Takes control characters out of a text, except tab and line ends; also byte order marks. */
  record RemoveControls() implements NormalizeOperation {}

  /** An empty text becomes null. */
  record EmptyToNull() implements NormalizeOperation {}

  /** Upper case, the same in every locale. */
  record Upper() implements NormalizeOperation {}

  /** Lower case, the same in every locale. */
  record Lower() implements NormalizeOperation {}

  /** To BOOLEAN: true/false, yes/no, y/n, t/f, on/off in any case, and 1/0. */
  record Bool() implements NormalizeOperation {}

  /** To INTEGER: digits with a sign, or a number without a fraction. */
  record Whole() implements NormalizeOperation {}

  /**
   * To DECIMAL.
   *
   * @param decimalSeparator what stands before the fraction
   * @param groupingSeparator what may stand between groups of three digits; a space also stands for
   *     the no-break spaces
   */
  record Decimal(char decimalSeparator, Optional<Character> groupingSeparator)
      implements NormalizeOperation {

    /** Refuses separators that cannot be told apart. */
    public Decimal {
      Objects.requireNonNull(groupingSeparator, "groupingSeparator");
      separator("decimalSeparator", decimalSeparator);
      groupingSeparator.ifPresent(character -> separator("groupingSeparator", character));
      if (groupingSeparator.isPresent() && groupingSeparator.get() == decimalSeparator) {
        throw Refusal.at(
            "groupingSeparator",
            "the decimal and the grouping separator cannot both be '" + decimalSeparator + "'");
      }
    }

    private static void separator(String name, char character) {
      if (Character.isLetterOrDigit(character) || character == '-' || character == '+') {
        throw Refusal.at(name, "'" + character + "' cannot separate digits");
      }
    }
  }

  /**
   * To DATE.
   *
   * @param patterns as in {@link DateTimeFormatter}, tried in order; none for ISO 8601
   */
  record Date(List<String> patterns) implements NormalizeOperation {

    /** Copies the patterns; refuses a bad one. */
    public Date {
      patterns = checkedPatterns(patterns);
    }

    /** The patterns as strict parsers with English names, in order. */
    public List<DateTimeFormatter> formatters() {
      return patterns.stream().map(DatePattern::formatter).toList();
    }
  }

  /**
   * To LOCAL_TIMESTAMP, a date and a time without a zone.
   *
   * @param patterns as in {@link DateTimeFormatter}, tried in order; none for ISO 8601
   */
  record LocalTimestamp(List<String> patterns) implements NormalizeOperation {

    /** Copies the patterns; refuses a bad one. */
    public LocalTimestamp {
      patterns = checkedPatterns(patterns);
    }

    /** The patterns as strict parsers with English names, in order. */
    public List<DateTimeFormatter> formatters() {
      return patterns.stream().map(DatePattern::formatter).toList();
    }
  }

  /**
   * To TIMESTAMP, a point on the time line. A text with an offset keeps it; where clocks are set
   * back, the earlier of the two points is meant; a time that the clocks skip is rejected.
   *
   * @param zone the zone of values that name none
   * @param patterns as in {@link DateTimeFormatter}, tried in order; none for ISO 8601
   */
  record Timestamp(ZoneId zone, List<String> patterns) implements NormalizeOperation {

    /** Copies the patterns; refuses a bad one. */
    public Timestamp {
      Objects.requireNonNull(zone, "zone");
      patterns = checkedPatterns(patterns);
    }

    /** The patterns as strict parsers with English names, in order. */
    public List<DateTimeFormatter> formatters() {
      return patterns.stream().map(DatePattern::formatter).toList();
    }
  }

  /**
   * Replaces the values of a table; other values stay as they are, unless the table changes the
   * field's type: then they are rejected.
   *
   * @param table from a value's text to a text, a whole or decimal number or a truth value; sorted
   */
  record Values(Map<String, Object> table) implements NormalizeOperation {

    /** Copies the table; refuses an empty one and values of different types. */
    public Values {
      table = Literal.table("values", table);
      Literal.commonType("values", table.values());
    }

    /** The type of the new values. */
    public LogicalType type() {
      return Literal.commonType("values", table.values());
    }

    @Override
    public String toString() {
      return "Values" + Literal.print(table);
    }
  }

  /**
   * Stands in for null and for an absent field.
   *
   * @param value a text, a whole or decimal number or a truth value; a text is coerced to the
   *     field's type
   */
  record Default(Object value) implements NormalizeOperation {

    /** Brings the value into its one form. */
    public Default {
      value = Literal.of("defaultValue", value);
    }

    @Override
    public String toString() {
      return "Default[" + Literal.print(value) + "]";
    }
  }

  private static List<String> checkedPatterns(List<String> patterns) {
    patterns.forEach(DatePattern::check);
    return List.copyOf(patterns);
  }
}
