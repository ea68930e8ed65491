package dev.syncline.api.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record: a schema, a value per field and what the source says of it. Immutable; custom code
 * makes a changed copy with {@link #with(String, Object)}.
 *
 * <p>Equal when schema, operation and values are equal; {@code byte[]} values compare by content.
 */
public final class SyncRecord {
  private final Schema schema;
  private final Op op;
  private final @Nullable Object[] values;

  private SyncRecord(Schema schema, Op op, @Nullable Object[] values) {
    this.schema = schema;
    this.op = op;
    this.values = values;
  }

  /** An upsert with a copy of these values; use {@link Absent#ABSENT} for absent fields. */
  public static SyncRecord of(Schema schema, @Nullable Object... values) {
    return of(schema, Op.UPSERT, values);
  }

  /** A record with a copy of these values; use {@link Absent#ABSENT} for absent fields. */
  public static SyncRecord of(Schema schema, Op op, @Nullable Object[] values) {
    if (values.length != schema.size()) {
      throw new IllegalArgumentException(
          values.length + " values for the " + schema.size() + " fields of " + schema);
    }
    return new SyncRecord(schema, op, values.clone());
  }

  static SyncRecord view(Schema schema, Op op, @Nullable Object[] values) {
    return new SyncRecord(schema, op, values);
  }

  /** The fields. */
  public Schema schema() {
    return schema;
  }

  /** What the source says of the record. */
  public Op op() {
    return op;
  }

  /** Whether the record has the field at all, be it null. */
  public boolean has(String field) {
    var index = schema.indexOf(field);
    return index.isPresent() && values[index.getAsInt()] != Absent.ABSENT;
  }

  /** The value of a field; null if it is null, absent or not in the schema. */
  public @Nullable Object get(String field) {
    var index = schema.indexOf(field);
    return index.isEmpty() ? null : get(index.getAsInt());
  }

  /** The value at a position; null if it is null or absent. */
  public @Nullable Object get(int index) {
    Object value = values[index];
    return value == Absent.ABSENT ? null : value;
  }

  /**
   * A copy with one value replaced.
   *
   * @throws IllegalArgumentException if the schema has no such field
   */
  public SyncRecord with(String field, @Nullable Object value) {
    int index =
        schema
            .indexOf(field)
            .orElseThrow(() -> new IllegalArgumentException("no field '" + field + "'"));
    var copy = values.clone();
    copy[index] = value;
    return new SyncRecord(schema, op, copy);
  }

  /** A copy of the values in field order, {@link Absent#ABSENT} where a field is absent. */
  public @Nullable Object[] toArray() {
    return values.clone();
  }

  /** The present fields by name, in order; null values included. */
  public Map<String, @Nullable Object> toMap() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != Absent.ABSENT) {
        map.put(schema.field(i).name(), values[i]);
      }
    }
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SyncRecord record
        && op == record.op
        && schema.equals(record.schema)
        && Arrays.deepEquals(values, record.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, op, Arrays.deepHashCode(values));
  }

  /** Names and types only: values may be secret. */
  @Override
  public String toString() {
    return op + " of " + schema;
  }
}
