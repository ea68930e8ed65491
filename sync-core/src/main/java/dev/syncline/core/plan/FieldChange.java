package dev.syncline.core.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * What happens to one field of the destination's record. Values are text for people: strings in
 * quotes, {@code null}, {@code absent}, {@code ***} for what is secret.
 *
 * @param field the destination's field
 * @param before what was written last; empty if there was nothing, or if it is not kept
 * @param after what would be written; empty if the record goes
 */
public record FieldChange(String field, Optional<String> before, Optional<String> after) {

  /** Refuses missing parts. */
  public FieldChange {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
