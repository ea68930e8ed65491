package dev.syncline.core.lookup;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.core.definition.Lookup;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the table of a source. */
final class SourceTable {
  private static final BatchLimits BATCH = new BatchLimits(1000, 8L << 20);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final String name;
  private final Lookup.FromSource lookup;

  SourceTable(String name, Lookup.FromSource lookup) {
    this.name = name;
    this.lookup = lookup;
  }

  /** Reads everything that the extractor yields, and closes it. */
  LookupTable load(Extractor opened) {
    try (Extractor extractor = opened;
        Extraction reading = extractor.open(new ExtractRequest.FullScan(Optional.empty(), BATCH))) {
      Schema schema = extractor.describe();
      LoadedTable.@Nullable Builder table = null;
      while (true) {
        Poll poll = reading.next(WAIT);
        if (poll instanceof Poll.End end) {
          if (!end.complete()) {
            throw new PermanentException(
                "lookup '" + name + "': the source did not yield all of its records");
          }
          return (table == null ? builder(schema) : table).build();
        }
        if (poll instanceof Poll.Retry retry) {
          String reason = "lookup '" + name + "': " + retry.reason();
          throw retry
              .delay()
              .map(delay -> new RetryableException(reason, delay, null))
              .orElseGet(() -> new RetryableException(reason, null));
        }
        if (poll instanceof Poll.Batch batch) {
          RecordBatch records = batch.records();
          if (table == null) {
            schema = records.schema();
            table = builder(schema);
          } else if (!records.schema().equals(schema)) {
            throw new PermanentException(
                "lookup '" + name + "': the fields of the source changed while it was read");
          }
          add(records, table);
        }
      }
    }
  }

  private LoadedTable.Builder builder(Schema schema) {
    return new LoadedTable.Builder(name, schema, true, lookup.source().key(), lookup.atMost());
  }

  private static void add(RecordBatch records, LoadedTable.Builder table) {
    int size = records.schema().size();
    for (int row = 0; row < records.size(); row++) {
      @Nullable Object[] values = new @Nullable Object[size];
      for (int i = 0; i < size; i++) {
        values[i] = records.absent(row, i) ? Absent.ABSENT : records.value(row, i);
      }
      table.add(values);
    }
  }
}
