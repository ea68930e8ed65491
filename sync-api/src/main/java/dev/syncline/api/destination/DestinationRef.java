package dev.syncline.api.destination;

import dev.syncline.api.record.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the destination itself names a record: the id that it gave, or the values of its primary key.
 * Enough to update or delete the record without the source's row, and what a child stores as its
 * parent.
 *
 * @param values String, Long or another Java form of a logical type; at least one
 */
public record DestinationRef(List<Object> values) {

  /** Copies the values; refuses an empty reference. */
  public DestinationRef {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a destination reference needs at least one value");
    }
  }

  /** A reference of these values. */
  public static DestinationRef of(Object... values) {
    return new DestinationRef(List.of(values));
  }

  /**
   * The value that a child's parent field gets.
   *
   * @throws IllegalStateException if the reference has several values
   */
  public Object single() {
    if (values.size() != 1) {
      throw new IllegalStateException(
          "a reference of " + values.size() + " values does not fit into one parent field");
    }
    return values.get(0);
  }

  /** Equal when the values are; {@code byte[]} values compare by content. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DestinationRef ref && new Key(values).equals(new Key(ref.values));
  }

  @Override
  public int hashCode() {
    return new Key(values).hashCode();
  }

  /** The values, separated by {@code /}; for messages. */
  @Override
  public String toString() {
    return new Key(values).toString();
  }
}
