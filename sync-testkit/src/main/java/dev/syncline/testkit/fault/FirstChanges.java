package dev.syncline.testkit.fault;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The beginning of a batch.
 *
 * @param whole the batch
 * @param size how many changes of it
 */
record FirstChanges(ChangeBatch whole, int size) implements ChangeBatch {

  @Override
  public RecordBatch values() {
    return rows(whole.values(), 0, size);
  }

  /** Some rows of a batch. */
  static RecordBatch rows(RecordBatch batch, int from, int to) {
    return RowBatch.of(batch.schema(), IntStream.range(from, to).mapToObj(batch::row).toList());
  }

  @Override
  public Change change(int row) {
    return whole.change(row);
  }

  @Override
  public Key key(int row) {
    return whole.key(row);
  }

  @Override
  public Optional<DestinationRef> ref(int row) {
    return whole.ref(row);
  }

  @Override
  public Optional<BitSet> changedFields(int row) {
    return whole.changedFields(row);
  }

  @Override
  public Optional<DataHash> dataHash(int row) {
    return whole.dataHash(row);
  }

  @Override
  public String idempotencyKey(int row) {
    return whole.idempotencyKey(row);
  }
}
