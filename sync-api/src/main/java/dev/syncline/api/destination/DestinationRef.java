package dev.syncline.api.destination;

import java.util.List;
import java.util.stream.Collectors;

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

  /** The values, separated by {@code /}; for messages. */
  @Override
  public String toString() {
    return values.stream().map(String::valueOf).collect(Collectors.joining("/"));
  }
}
