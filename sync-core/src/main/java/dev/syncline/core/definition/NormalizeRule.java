package dev.syncline.core.definition;

import java.util.Objects;

/**
 * One operation on one field.
 *
 * @param field the source field
 * @param operation what is done to its values
 */
public record NormalizeRule(String field, NormalizeOperation operation) {

  /** Refuses missing parts. */
  public NormalizeRule {
    Refusal.name("field", field);
    Objects.requireNonNull(operation, "operation");
  }
}
