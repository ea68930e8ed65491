package dev.syncline.testkit.simulation;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a simulated source.
 *
 * @param id its business key; null for a row without one
 * @param name what changes
 * @param amount a decimal number as text, or what is none
 * @param kind {@code a}, {@code b} or what the mapping does not know
 * @param hidden whether the definition filters it
 * @param parent the key of its parent, in a table of children
 * @param updated its cursor value
 */
record SourceRow(
    @Nullable Long id,
    @Nullable String name,
    String amount,
    String kind,
    boolean hidden,
    @Nullable Long parent,
    Instant updated) {

  static final String REFUSED = "refused";

  static final Schema SCHEMA =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("amount", LogicalType.STRING),
          Field.of("kind", LogicalType.STRING),
          Field.of("hidden", LogicalType.BOOLEAN),
          Field.of("parent", LogicalType.INTEGER),
          Field.of("updated", LogicalType.TIMESTAMP));

  static SourceRow of(@Nullable Long id, String name, @Nullable Long parent, Instant updated) {
    return new SourceRow(id, name, "1.50", "a", false, parent, updated);
  }

  @Nullable Object[] values() {
    return new @Nullable Object[] {id, name, amount, kind, hidden, parent, updated};
  }

  /** The same content at another time. */
  SourceRow at(Instant time) {
    return new SourceRow(id, name, amount, kind, hidden, parent, time);
  }

  SourceRow soiled(Dirt dirt) {
    return switch (dirt) {
      case NOT_A_NUMBER -> new SourceRow(id, name, "abc", kind, hidden, parent, updated);
      case NAME_MISSING -> new SourceRow(id, null, amount, kind, hidden, parent, updated);
      case UNKNOWN_KIND -> new SourceRow(id, name, amount, "?", hidden, parent, updated);
      case REFUSED_BY_DESTINATION ->
          new SourceRow(id, REFUSED + name, amount, kind, hidden, parent, updated);
      case FILTERED -> new SourceRow(id, name, amount, kind, true, parent, updated);
    };
  }

  /** Whether a run may write it. */
  boolean writable() {
    return id != null
        && name != null
        && !amount.equals("abc")
        && !kind.equals("?")
        && !name.startsWith(REFUSED)
        && !hidden;
  }

  @Override
  public String toString() {
    return id
        + "="
        + name
        + "/"
        + amount
        + "/"
        + kind
        + (hidden ? "/hidden" : "")
        + (parent == null ? "" : "/parent " + parent);
  }
}
