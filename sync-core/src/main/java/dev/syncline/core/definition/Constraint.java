package dev.syncline.core.definition;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.validate.Validator;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                + (e.getIndex() + 1)
                + "; correct it there");
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
        throw Refusal.at(
            "length", "a length cannot be between " + min + " and " + max + "; swap them");
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
                + max.get().toPlainString()
                + "; swap them");
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

  /**
   * An e-mail address: a name, an at sign and a domain with a dot, as people have them; also with
   * letters beyond ASCII. No quoted names, no comments, no addresses of hosts.
   */
  record Email() implements Constraint {}

  /**
   * An absolute URL with a host.
   *
   * @param schemes what it may begin with, sorted; http and https if none is named
   */
  record Url(List<String> schemes) implements Constraint {

    /** Sorts the schemes. */
    public Url {
      var sorted = new TreeSet<String>();
      for (String scheme : schemes) {
        if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
          throw Refusal.at("schemes", "'" + scheme + "' is no scheme such as https");
        }
        sorted.add(scheme.toLowerCase(Locale.ROOT));
      }
      schemes = sorted.isEmpty() ? List.of("http", "https") : List.copyOf(sorted);
    }
  }

  /**
   * No other record of the same run holds the same value. Records that are the same by their key
   * are one. Checked after all other rules; records that a run does not read are not known.
   *
   * @param with more fields whose values belong to it; a record that lacks one is not checked
   * @param atMost so many different values are remembered, 32 to 64 bytes each; with more, the run
   *     fails
   */
  record Unique(List<String> with, int atMost) implements Constraint {
    /** The usual bound: a million values, at most 64 MB. */
    public static final int AT_MOST = 1_000_000;

    private static final int MOST = 40_000_000;

    /** Copies the fields; refuses what is out of bounds. */
    public Unique {
      with = List.copyOf(with);
      with.forEach(name -> Refusal.name("with", name));
      if (atMost < 1 || atMost > MOST) {
        throw Refusal.at("atMost", "'atMost' must be between 1 and " + MOST + ", not " + atMost);
      }
    }
  }

  /**
   * Stands in an order to the value of another field. Holds if the other one is null or absent;
   * values of different kinds cannot be compared and break it. Texts are compared by their
   * characters.
   *
   * @param operator the order
   * @param other the other source field
   */
  record Compare(Operator operator, String other) implements Constraint {
    private static final Pattern RULE = Pattern.compile("\\s*([<>=!]{1,2})\\s*(.*\\S)\\s*");

    /** Refuses missing parts. */
    public Compare {
      Objects.requireNonNull(operator, "operator");
      Refusal.name("compare", other);
    }

    /** A rule such as {@code >= start}. */
    public static Compare of(String rule) {
      var matcher = RULE.matcher(rule);
      if (matcher.matches()) {
        for (Operator operator : Operator.values()) {
          if (operator.sign().equals(matcher.group(1))) {
            return new Compare(operator, matcher.group(2));
          }
        }
      }
      throw Refusal.at(
          "rule",
          "'" + rule + "' is no comparison; write = != < <= > or >= and a field, as in '>= start'");
    }

    /** The order of two values. */
    public enum Operator {
      /** The same value. */
      EQUAL("="),
      /** Another value. */
      NOT_EQUAL("!="),
      /** Before it. */
      LESS("<"),
      /** Before it, or the same. */
      AT_MOST("<="),
      /** After it. */
      GREATER(">"),
      /** After it, or the same. */
      AT_LEAST(">=");

      private final String sign;

      Operator(String sign) {
        this.sign = sign;
      }

      /** How it is written. */
      public String sign() {
        return sign;
      }

      /** Whether the result of a comparison keeps it. */
      public boolean keeps(int order) {
        return switch (this) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case GREATER -> order > 0;
          case AT_LEAST -> order >= 0;
        };
      }
    }
  }

  /**
   * An expression over the source fields that must not be false. Looked at also if the field itself
   * is null; holds if it cannot be said, because another value is null.
   *
   * @param expression such as {@code "country != 'DE' or vat_id != null"}
   */
  record Holds(String expression) implements Constraint {

    /** Refuses what is not well formed. */
    public Holds {
      Written.expression("expression", expression);
    }
  }

  /**
   * A rule of one's own.
   *
   * @param type the type of the {@link dev.syncline.api.validate.ValidatorProvider}
   * @param config its settings
   * @param local the validator itself; a definition that has one runs only in the process that made
   *     it
   */
  record Custom(String type, ComponentConfig config, Optional<Validator> local)
      implements Constraint {

    /** Refuses missing parts. */
    public Custom {
      Refusal.name("custom", type);
      Objects.requireNonNull(config, "config");
      Objects.requireNonNull(local, "local");
    }

    /** A validator that a provider makes. */
    public static Custom of(String type, ComponentConfig config) {
      return new Custom(type, config, Optional.empty());
    }

    /** A validator made in code. */
    public static Custom local(Validator validator) {
      return new Custom("local", ComponentConfig.of(Map.of()), Optional.of(validator));
    }

    /** The type and a digest of the settings, which may be secret. */
    @Override
    public String toString() {
      return "Custom[type=" + type + ", config=" + ConfigDigest.of(config) + "]";
    }
  }
}
