package dev.syncline.core.definition;

import java.util.Objects;
import java.util.Optional;

/**
 * One constraint on one field.
 *
 * @param field the source field
 * @param constraint what must be true of its values
 * @param message what the dead letter says; empty for a message made from the constraint
 */
public record ValidateRule(String field, Constraint constraint, Optional<String> message) {

  /** Refuses missing parts. */
  public ValidateRule {
    Refusal.name("field", field);
    Objects.requireNonNull(constraint, "constraint");
    Objects.requireNonNull(message, "message");
  }
}
