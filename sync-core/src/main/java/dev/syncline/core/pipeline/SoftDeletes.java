package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Schema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns deletes into updates that set a mark, where the definition wants it. The record state stays
 * with {@link DataHash#TOMBSTONE}, so that a record that comes back is updated and not made anew.
 */
final class SoftDeletes {
  private final Optional<String> mark;

  SoftDeletes(Optional<String> mark) {
    this.mark = mark;
  }

  void apply(Row row, Schema mapped) {
    if (mark.isEmpty() || row.change != Change.DELETE) {
      return;
    }
    int field = FetchStage.position(mapped, mark.get(), "mark of deleted records");
    @Nullable Object[] values = new @Nullable Object[mapped.size()];
    Arrays.fill(values, Absent.ABSENT);
    values[field] = true;
    row.mappedSchema = mapped;
    row.mapped = values;
    row.changedFields = new BitSet();
    row.changedFields.set(field);
    row.dataHash = DataHash.TOMBSTONE;
    row.change = Change.UPDATE;
    row.marksDeleted = true;
  }
}
