package dev.syncline.api.record;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RecordBatch} over one {@code Object[]} per row. Immutable; build it with {@link
 * #builder(Schema)}.
 */
public final class RowBatch implements RecordBatch {
  private final Schema schema;
  private final @Nullable Object[][] rows;
  private final boolean[] deletes;

  private RowBatch(Schema schema, @Nullable Object[][] rows, boolean[] deletes) {
    this.schema = schema;
    this.rows = rows;
    this.deletes = deletes;
  }

  /** A builder for rows of a schema. */
  public static Builder builder(Schema schema) {
    return new Builder(schema);
  }

  /** A batch of upserts from friendly records, which must all have {@code schema}. */
  public static RowBatch of(Schema schema, Collection<SyncRecord> records) {
    var builder = builder(schema);
    records.forEach(record -> builder.add(record.op(), record.toArray()));
    return builder.build();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Op op(int row) {
    return deletes[row] ? Op.DELETE : Op.UPSERT;
  }

  @Override
  public boolean absent(int row, int field) {
    return rows[row][field] == Absent.ABSENT;
  }

  @Override
  public @Nullable Object value(int row, int field) {
    Object value = rows[row][field];
    return value == Absent.ABSENT ? null : value;
  }

  /** The values of a row as they were added, {@link Absent#ABSENT} included; not a copy. */
  public @Nullable Object[] values(int row) {
    return rows[row];
  }

  @Override
  public long longValue(int row, int field) {
    Object value = rows[row][field];
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof BigInteger number) {
      return number.longValueExact();
    }
    throw new IllegalStateException(
        "field '" + schema.field(field).name() + "' holds no integer in row " + row);
  }

  @Override
  public SyncRecord row(int row) {
    return SyncRecord.view(schema, op(row), rows[row]);
  }

  @Override
  public String toString() {
    return "RowBatch[" + rows.length + " rows of " + schema + "]";
  }

  /** Collects rows. Not safe for use by several threads. */
  public static final class Builder {
    private final Schema schema;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private boolean[] deletes = new boolean[64];

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /** Adds an upsert; the array is kept, not copied, and must not change any more. */
    public Builder add(@Nullable Object... values) {
      return add(Op.UPSERT, values);
    }

    /** Adds a row; the array is kept, not copied, and must not change any more. */
    public Builder add(Op op, @Nullable Object[] values) {
      if (values.length != schema.size()) {
        throw new IllegalArgumentException(
            values.length + " values for the " + schema.size() + " fields of " + schema);
      }
      if (rows.size() == deletes.length) {
        deletes = Arrays.copyOf(deletes, deletes.length * 2);
      }
      deletes[rows.size()] = op == Op.DELETE;
      rows.add(values);
      return this;
    }

    /** The number of rows so far. */
    public int size() {
      return rows.size();
    }

    /** The batch; the builder must not be used any more. */
    public RowBatch build() {
      return new RowBatch(
          schema, rows.toArray(Object[][]::new), Arrays.copyOf(deletes, rows.size()));
    }
  }
}
