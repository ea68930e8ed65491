package dev.syncline.api.record;

import java.util.Objects;

/**
 * One field of a {@link Schema}.
 *
 * @param name the name, as the system spells it
 * @param type the logical type of its values
 * @param nullable whether null may appear
 * @param limits how much fits in
 */
public record Field(String name, LogicalType type, boolean nullable, Limits limits) {

  /** Refuses an empty name. */
  public Field {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(limits, "limits");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name");
    }
  }

  /** A nullable field without known limits. */
  public static Field of(String name, LogicalType type) {
    return new Field(name, type, true, Limits.NONE);
  }
}
