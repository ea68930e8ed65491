package dev.syncline.http.load;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.RecordBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change as a request sees it.
 *
 * @param row its place in the batch
 * @param change what is to be done
 * @param record the fields that it has, null included
 * @param ref how the destination names it; empty for an insert
 * @param idempotencyKey the same whenever the same is sent
 */
public record Item(
    int row,
    Change change,
    Map<String, @Nullable Object> record,
    Optional<DestinationRef> ref,
    String idempotencyKey) {
  private static final String WHOLE = "record";
  private static final String REFERENCE = "ref";

  /**
   * @param keyField into which field the idempotency key goes, if into any
   */
  static Item of(ChangeBatch batch, int row, Optional<String> keyField) {
    var record = new LinkedHashMap<String, @Nullable Object>();
    RecordBatch values = batch.values();
    for (int field = 0; field < values.schema().size(); field++) {
      if (!values.absent(row, field)) {
        record.put(values.schema().field(field).name(), values.value(row, field));
      }
    }
    String key = batch.idempotencyKey(row);
    if (batch.change(row) == Change.INSERT) {
      keyField.ifPresent(field -> record.put(field, key));
    }
    return new Item(row, batch.change(row), record, batch.ref(row), key);
  }

  /** The same at another place. */
  Item at(int otherRow) {
    return new Item(otherRow, change, record, ref, idempotencyKey);
  }

  boolean deletes() {
    return change == Change.DELETE;
  }

  boolean inserts() {
    return change == Change.INSERT;
  }

  boolean has(String name) {
    return name.equals(WHOLE) || name.equals(REFERENCE) || record.containsKey(name);
  }

  /** {@code ref} for the reference, {@code record} for all fields, else a field. */
  @Nullable Object value(String name) {
    if (name.equals(REFERENCE)) {
      return ref.map(DestinationRef::single).orElse(null);
    }
    return name.equals(WHOLE) ? record : record.get(name);
  }
}
