package dev.syncline.api.record;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A business key: what identifies a record at the source.
 *
 * @param values the values of the key fields, in the order in which the definition names them; none
 *     is null or absent
 */
public record Key(List<Object> values) {

  /** Copies the values; refuses an empty key. */
  public Key {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a key needs at least one value");
    }
  }

  /** A key of these values. */
  public static Key of(Object... values) {
    return new Key(List.of(values));
  }

  /** The values, separated by {@code /}; for messages. */
  @Override
  public String toString() {
    return values.stream().map(String::valueOf).collect(Collectors.joining("/"));
  }
}
