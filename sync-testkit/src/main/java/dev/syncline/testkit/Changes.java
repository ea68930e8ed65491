package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ChangeBatch} as an engine would hand it to a loader.
 *
 * <pre>{@code
 * ChangeBatch batch =
 *     Changes.of(schema)
 *         .insert(Key.of(1L), 1L, "Ada")
 *         .update(Key.of(2L), ref, 2L, "Grace")
 *         .delete(Key.of(3L), otherRef)
 *         .build();
 * }</pre>
 *
 * <p>The idempotency key of a change is made of its kind, its key and its values unless one is
 * given. Not safe for use by several threads.
 */
public final class Changes {

  private final Schema schema;
  private final RowBatch.Builder values;
  private final List<Row> rows = new ArrayList<>();

  private Changes(Schema schema) {
    this.schema = schema;
    this.values = RowBatch.builder(schema);
  }

  /** A builder of a batch of records of this schema. */
  public static Changes of(Schema schema) {
    return new Changes(schema);
  }

  /** An insert; {@link Absent#ABSENT} stands for a field that the record does not have. */
  public Changes insert(Key key, @Nullable Object... record) {
    return add(Change.INSERT, key, Optional.empty(), record);
  }

  /** An update; {@link Absent#ABSENT} stands for a field that the record does not have. */
  public Changes update(Key key, DestinationRef ref, @Nullable Object... record) {
    return add(Change.UPDATE, key, Optional.of(ref), record);
  }

  /** A delete. */
  public Changes delete(Key key, DestinationRef ref) {
    var nothing = new @Nullable Object[schema.size()];
    Arrays.fill(nothing, Absent.ABSENT);
    return add(Change.DELETE, key, Optional.of(ref), nothing);
  }

  /** Gives the last change this idempotency key. */
  public Changes idempotencyKey(String idempotencyKey) {
    Row last = rows.remove(rows.size() - 1);
    rows.add(new Row(last.change(), last.key(), last.ref(), idempotencyKey, last.changed()));
    return this;
  }

  /** Says of the last change that only these fields differ from what was written before. */
  public Changes changed(String... fields) {
    var changed = new BitSet();
    for (String field : fields) {
      changed.set(
          schema
              .indexOf(field)
              .orElseThrow(() -> new IllegalArgumentException("no field '" + field + "'")));
    }
    Row last = rows.remove(rows.size() - 1);
    rows.add(
        new Row(
            last.change(), last.key(), last.ref(), last.idempotencyKey(), Optional.of(changed)));
    return this;
  }

  private Changes add(
      Change change, Key key, Optional<DestinationRef> ref, @Nullable Object[] record) {
    values.add(Op.UPSERT, record.clone());
    String idempotencyKey =
        change + "-" + Integer.toHexString(key.hashCode()) + "-" + Arrays.deepHashCode(record);
    rows.add(new Row(change, key, ref, idempotencyKey, Optional.empty()));
    return this;
  }

  /** The batch; the builder must not be used any more. */
  public ChangeBatch build() {
    return new Batch(values.build(), List.copyOf(rows));
  }

  private record Row(
      Change change,
      Key key,
      Optional<DestinationRef> ref,
      String idempotencyKey,
      Optional<BitSet> changed) {}

  private record Batch(RecordBatch values, List<Row> rows) implements ChangeBatch {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public Change change(int row) {
      return rows.get(row).change();
    }

    @Override
    public Key key(int row) {
      return rows.get(row).key();
    }

    @Override
    public Optional<DestinationRef> ref(int row) {
      return rows.get(row).ref();
    }

    @Override
    public Optional<BitSet> changedFields(int row) {
      return rows.get(row).changed().map(fields -> (BitSet) fields.clone());
    }

    @Override
    public String idempotencyKey(int row) {
      return rows.get(row).idempotencyKey();
    }
  }
}
