package dev.syncline.core.definition;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.validate.Validator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules that every record must keep, after normalization. The first one that is broken rejects
 * the record, not the run.
 *
 * @param rules in the order in which they are checked
 */
public record Validation(List<ValidateRule> rules) {
  /** Keeps every record. */
  public static final Validation NONE = new Validation(List.of());

  /** Copies the rules. */
  public Validation {
    rules = List.copyOf(rules);
  }

  /** The custom constraints, in order. */
  public List<Constraint.Custom> custom() {
    return rules.stream()
        .map(ValidateRule::constraint)
        .filter(Constraint.Custom.class::isInstance)
        .map(Constraint.Custom.class::cast)
        .toList();
  }

  /** A builder without rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects rules. Not safe for use by several threads. */
  public static final class Builder {
    private final List<ValidateRule> rules = new ArrayList<>();
    private int lastCall;

    private Builder() {}

    /** The fields must be there, not null and not empty. */
    public Builder required(String... fields) {
      if (fields.length == 0) {
        throw Refusal.at("validate.required", "'required' names no field; name at least one");
      }
      lastCall = rules.size();
      for (String field : fields) {
        rules.add(ValidateRule.of(field, new Constraint.Required()));
      }
      return this;
    }

    /** The values must be of a type. */
    public Builder type(String field, LogicalType type) {
      return rule(field, new Constraint.OfType(type));
    }

    /** The whole text must match. */
    public Builder matches(String field, Pattern pattern) {
      return rule(field, new Constraint.Matches(pattern.pattern(), pattern.flags()));
    }

    /** The whole text must match. */
    public Builder matches(String field, String pattern) {
      return rule(field, new Constraint.Matches(pattern, 0));
    }

    /** At least {@code min} and at most {@code max} characters. */
    public Builder length(String field, int min, int max) {
      return rule(field, new Constraint.Length(min, max));
    }

    /** At least {@code min} characters. */
    public Builder minLength(String field, int min) {
      return length(field, min, Integer.MAX_VALUE);
    }

    /** At most {@code max} characters. */
    public Builder maxLength(String field, int max) {
      return length(field, 0, max);
    }

    /** At least {@code min} and at most {@code max}. */
    public Builder range(String field, Number min, Number max) {
      return rule(field, new Constraint.Range(Optional.of(bound(min)), Optional.of(bound(max))));
    }

    /** At least {@code min}. */
    public Builder atLeast(String field, Number min) {
      return rule(field, new Constraint.Range(Optional.of(bound(min)), Optional.empty()));
    }

    /** At most {@code max}. */
    public Builder atMost(String field, Number max) {
      return rule(field, new Constraint.Range(Optional.empty(), Optional.of(bound(max))));
    }

    /** One of these values; 1 and "1" are the same. */
    public Builder oneOf(String field, Object... values) {
      return oneOf(field, List.of(values));
    }

    /** One of these values; 1 and "1" are the same. */
    public Builder oneOf(String field, Collection<?> values) {
      return rule(field, Constraint.OneOf.of(values));
    }

    /** An e-mail address. */
    public Builder email(String field) {
      return rule(field, new Constraint.Email());
    }

    /** An absolute URL with a host; http or https unless schemes are named. */
    public Builder url(String field, String... schemes) {
      return rule(field, new Constraint.Url(List.of(schemes)));
    }

    /** No other record of the run holds the same value, together with those of more fields. */
    public Builder unique(String field, String... with) {
      return rule(field, new Constraint.Unique(List.of(with), Constraint.Unique.AT_MOST));
    }

    /** Compares with another field, by {@code = != < <= > >=}. */
    public Builder compare(String field, String operator, String other) {
      return rule(field, Constraint.Compare.of(operator + " " + other));
    }

    /**
     * An expression over all source fields, such as {@code end >= start}; the field is the one that
     * the dead letter names.
     */
    public Builder expression(String field, String expression) {
      return rule(field, new Constraint.Holds(expression));
    }

    /** A validator that a provider makes. */
    public Builder custom(String field, String providerType, Map<String, ?> config) {
      return rule(field, Constraint.Custom.of(providerType, ComponentConfig.of(config)));
    }

    /** A validator made in code; the definition then runs only in this process. */
    public Builder custom(String field, Validator validator) {
      return rule(field, Constraint.Custom.local(validator));
    }

    /** What the dead letter says when a rule of the last call is broken. */
    public Builder message(String message) {
      if (rules.isEmpty()) {
        throw Refusal.at("validate.message", "a message needs a rule before it: '" + message + "'");
      }
      for (int i = lastCall; i < rules.size(); i++) {
        rules.set(i, rules.get(i).message(message));
      }
      return this;
    }

    /** Lets the records pass that break a rule of the last call; the report counts them. */
    public Builder warn() {
      if (rules.isEmpty()) {
        throw Refusal.at("validate.severity", "a severity needs a rule before it");
      }
      for (int i = lastCall; i < rules.size(); i++) {
        rules.set(i, rules.get(i).warn());
      }
      return this;
    }

    /** Adds any rule. */
    public Builder rule(String field, Constraint constraint) {
      lastCall = rules.size();
      rules.add(ValidateRule.of(field, constraint));
      return this;
    }

    private static BigDecimal bound(Number number) {
      return new BigDecimal(Literal.text("range", number));
    }

    /** The rules so far. */
    public Validation build() {
      return new Validation(rules);
    }
  }
}
