package dev.syncline.core.definition;

import java.util.Objects;
import java.util.Optional;

/**
 * One constraint on one field, or on all that a pattern names.
 *
 * @param field the source field; {@code *} stands for any text, as in {@code *_email}
 * @param constraint what must be true of its values
 * @param message what the dead letter says; empty for a message made from the constraint
 * @param severity what a broken rule does
 */
public record ValidateRule(
    String field, Constraint constraint, Optional<String> message, Severity severity) {

  /** What a broken rule does. */
  public enum Severity {
    /** The record becomes a dead letter. */
    REJECT,
    /** The record goes on; the run's report says how many broke the rule. */
    WARN
  }

  /** Refuses missing parts. */
  public ValidateRule {
    Refusal.name("field", field);
    Objects.requireNonNull(constraint, "constraint");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(severity, "severity");
  }

  /** A rule that rejects, with a message made from the constraint. */
  static ValidateRule of(String field, Constraint constraint) {
    return new ValidateRule(field, constraint, Optional.empty(), Severity.REJECT);
  }

  ValidateRule message(String text) {
    return new ValidateRule(field, constraint, Optional.of(text), severity);
  }

  ValidateRule warn() {
    return new ValidateRule(field, constraint, message, Severity.WARN);
  }
}
