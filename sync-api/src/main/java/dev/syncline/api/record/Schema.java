package dev.syncline.api.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The ordered fields of the records of one batch. Immutable; equal when the fields are equal in the
 * same order.
 */
public final class Schema {
  private final List<Field> fields;
  private final Map<String, Integer> positions;

  private Schema(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.positions = new HashMap<>();
    for (int i = 0; i < this.fields.size(); i++) {
      String name = this.fields.get(i).name();
      if (positions.put(name, i) != null) {
        throw new IllegalArgumentException("field '" + name + "' appears twice in the schema");
      }
    }
  }

  /**
   * A schema of these fields.
   *
   * @throws IllegalArgumentException if two fields have the same name
   */
  public static Schema of(List<Field> fields) {
    return new Schema(fields);
  }

  /** A schema of these fields. */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The fields in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The number of fields. */
  public int size() {
    return fields.size();
  }

  /** The field at a position. */
  public Field field(int index) {
    return fields.get(index);
  }

  /** The position of a field, empty if the schema has no such field. */
  public OptionalInt indexOf(String name) {
    Integer index = positions.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The names in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schema schema && fields.equals(schema.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields);
  }

  @Override
  public String toString() {
    return "Schema" + fields.stream().map(f -> f.name() + ":" + f.type()).toList();
  }
}
