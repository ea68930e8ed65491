package dev.syncline.api.record;

import org.jspecify.annotations.Nullable;

/**
 * Some records of one schema, in source order.
 *
 * <p><b>Lifecycle.</b> Immutable after hand-over: neither the rows nor the values may change, also
 * not {@code byte[]}, maps and lists. The next batch may have another schema.
 *
 * <p><b>Threading.</b> Handed from thread to thread; read by one at a time.
 *
 * <p>{@link RowBatch} is the row-backed form; a connector may bring its own, column-backed one.
 */
public interface RecordBatch {

  /** The fields of every row. */
  Schema schema();

  /** The number of rows. */
  int size();

  /** What the source says of the row. */
  Op op(int row);

  /** Whether the row does not have the field; absent is not null. */
  boolean absent(int row, int field);

  /**
   * The value in the Java form of the field's {@link LogicalType}; null for null and for absent
   * fields.
   */
  @Nullable Object value(int row, int field);

  /**
   * The value of an INTEGER field without boxing.
   *
   * @throws ArithmeticException if the value does not fit into 64 bits
   * @throws IllegalStateException if the field is null, absent or not an integer
   */
  long longValue(int row, int field);

  /** A friendly view of one row, for custom code. */
  SyncRecord row(int row);
}
