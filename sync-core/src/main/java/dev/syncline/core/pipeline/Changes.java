package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.core.identity.RecordText;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows as a loader sees them. All rows have the same mapped schema. */
final class Changes implements ChangeBatch {
  private final String sync;
  private final List<Row> rows;
  private final RecordBatch values;

  Changes(String sync, Schema schema, List<Row> rows) {
    this.sync = sync;
    this.rows = List.copyOf(rows);
    var builder = RowBatch.builder(schema);
    @Nullable Object[] nothing = new @Nullable Object[schema.size()];
    Arrays.fill(nothing, Absent.ABSENT);
    for (Row row : rows) {
      @Nullable Object[] sent = row.fitted == null ? row.mapped : row.fitted;
      builder.add(row.op, row.change == Change.DELETE ? nothing : sent);
    }
    this.values = builder.build();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public RecordBatch values() {
    return values;
  }

  @Override
  public Change change(int row) {
    return rows.get(row).requiredChange();
  }

  @Override
  public Key key(int row) {
    return rows.get(row).requiredKey();
  }

  @Override
  public Optional<DestinationRef> ref(int row) {
    Row of = rows.get(row);
    if (change(row) == Change.INSERT) {
      return Optional.empty();
    }
    return of.adopted != null
        ? Optional.of(of.adopted)
        : Optional.ofNullable(of.state).map(state -> RecordText.ref(state.ref()));
  }

  @Override
  public Optional<BitSet> changedFields(int row) {
    if (change(row) != Change.UPDATE) {
      return Optional.empty();
    }
    return Optional.ofNullable(rows.get(row).changedFields).map(set -> (BitSet) set.clone());
  }

  @Override
  public Optional<DataHash> dataHash(int row) {
    return change(row) == Change.DELETE
        ? Optional.empty()
        : Optional.ofNullable(rows.get(row).dataHash);
  }

  /** The key hash and half of the data hash: 49 characters, whatever the sync is called. */
  @Override
  public String idempotencyKey(int row) {
    Row change = rows.get(row);
    String content = change.dataHash == null ? "deleted" : change.dataHash.toString();
    String syncPart = Integer.toHexString(sync.hashCode());
    return syncPart + "-" + change.id + "-" + content.substring(0, Math.min(16, content.length()));
  }
}
