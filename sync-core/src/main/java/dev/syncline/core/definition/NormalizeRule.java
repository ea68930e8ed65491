package dev.syncline.core.definition;

import java.util.Objects;

/**
 * One operation on one field, or on all that a pattern names.
 *
 * @param field the source field; {@code *} stands for any text, as in {@code *_date}
 * @param operation what is done to its values
 */
public record NormalizeRule(String field, NormalizeOperation operation) {

  /** Refuses missing parts. */
  public NormalizeRule {
    Refusal.name("field", field);
    Objects.requireNonNull(operation, "operation");
  }

  /** Whether the field is a pattern. */
  public boolean pattern() {
    return FieldPattern.is(field);
  }
}
