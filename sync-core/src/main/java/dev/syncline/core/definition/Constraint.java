package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What must be true of a value. All but {@link Required} hold of null and absent values, too; a
 * text in a number's place is not a number until it was normalized.
 */
public sealed interface Constraint {

  /** Present, not null and not an empty text. */
  record Required() implements Constraint {}

  /**
   * Of a logical type.
   *
   * @param type the type whose Java form the value must have
   */
  record OfType(LogicalType type) implements Constraint {

    /** Refuses a missing type. */
    public OfType {
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * A text that the whole pattern matches. Equal when pattern and flags are.
   *
   * @param pattern a regular expression
   * @param flags the flags of {@link Pattern}
   */
  record Matches(String pattern, int flags) implements Constraint {

    /** Refuses a bad pattern. */
    public Matches {
      try {
        Pattern.compile(pattern, flags);
      } catch (PatternSyntaxException e) {
        throw Refusal.at(
            "pattern",
            "'"
                + pattern
                + "' is no regular expression: "
                + e.getDescription()
                + " at character "
                + (e.getIndex() + 1));
      } catch (IllegalArgumentException e) {
        throw Refusal.at("flags", "a pattern cannot have the flags " + flags);
      }
    }

    /** The pattern, compiled anew. */
    public Pattern compile() {
      return Pattern.compile(pattern, flags);
    }
  }

  /**
   * A number of characters (texts), bytes (BYTES) or elements (LIST).
   *
   * @param min the least, 0 for no bound
   * @param max the most, {@link Integer#MAX_VALUE} for no bound
   */
  record Length(int min, int max) implements Constraint {

    /** Refuses an empty interval. */
    public Length {
      if (min < 0 || max < min) {
        throw Refusal.at("length", "a length cannot be between " + min + " and " + max);
      }
    }
  }

  /**
   * A number between two bounds, both included.
   *
   * @param min the least
   * @param max the most
   */
  record Range(Optional<BigDecimal> min, Optional<BigDecimal> max) implements Constraint {

    /** Refuses an empty interval; 1 and 1.0 are the same bound. */
    public Range {
      min = min.map(BigDecimal::stripTrailingZeros);
      max = max.map(BigDecimal::stripTrailingZeros);
      if (min.isEmpty() && max.isEmpty()) {
        throw Refusal.at("range", "a range needs a least or a greatest value");
      }
      if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
        throw Refusal.at(
            "range",
            "a number cannot be between "
                + min.get().toPlainString()
                + " and "
                + max.get().toPlainString());
      }
    }
  }

  /**
   * One of some values.
   *
   * @param values their texts, sorted; numbers and truth values are compared by their text
   */
  record OneOf(List<String> values) implements Constraint {

    /** Copies and sorts the values; refuses an empty list. */
    public OneOf {
      values = List.copyOf(new TreeSet<>(values));
      if (values.isEmpty()) {
        throw Refusal.at("oneOf", "'oneOf' needs at least one value");
      }
    }

    /** One of these texts, numbers and truth values. */
    public static OneOf of(Collection<?> values) {
      return new OneOf(values.stream().map(value -> Literal.text("oneOf", value)).toList());
    }

    @Override
    public String toString() {
      return values.stream().map(Literal::print).collect(Collectors.joining(", ", "OneOf[", "]"));
    }
  }
}
