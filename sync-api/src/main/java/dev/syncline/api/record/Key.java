package dev.syncline.api.record;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** Equal when the values are; {@code byte[]} values compare by content. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && Arrays.deepEquals(values.toArray(), key.values.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.toArray());
  }

  /** The values, separated by {@code /}, bytes in hexadecimal digits; for messages. */
  @Override
  public String toString() {
    return values.stream().map(Key::shown).collect(Collectors.joining("/"));
  }

  private static String shown(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }
}
