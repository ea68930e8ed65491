package dev.syncline.core.pipeline;

import dev.syncline.api.Check;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.SourceTraits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A source of which a run sees one record and nothing else. */
final class OneRecord implements Extractor {
  private final Extractor source;
  private final Optional<Supplier<RecordBatch>> record;

  private OneRecord(Extractor source, Optional<Supplier<RecordBatch>> record) {
    this.source = source;
    this.record = record;
  }

  /** The record of this key, if the source can be asked for single records. */
  static OneRecord of(Extractor source, Key key) {
    return new OneRecord(
        source,
        source instanceof ReadsByKey byKey
            ? Optional.of(() -> byKey.read(List.of(key)))
            : Optional.empty());
  }

  /** This record, whatever the source holds by now. */
  static OneRecord of(Extractor source, SyncRecord record) {
    return new OneRecord(source, Optional.of(() -> RowBatch.of(record.schema(), List.of(record))));
  }

  /** Whether there is a way to read it. */
  boolean readable() {
    return record.isPresent();
  }

  @Override
  public SourceTraits traits() {
    return SourceTraits.NONE;
  }

  @Override
  public Schema describe() {
    return source.describe();
  }

  @Override
  public Check check() {
    return source.check();
  }

  /** Never complete: what is not read says nothing of other records. */
  @Override
  public Extraction open(ExtractRequest request) {
    return new Extraction() {
      private boolean read;

      @Override
      public Poll next(Duration maxWait) {
        if (!read && record.isPresent()) {
          read = true;
          RecordBatch found = record.get().get();
          if (found.size() > 0) {
            return Poll.Batch.of(found);
          }
        }
        return new Poll.End(false, Optional.empty(), List.of());
      }

      @Override
      public void acknowledge(Cursor durable) {}

      @Override
      public ReadMetrics metrics() {
        return new ReadMetrics(0, 0);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    source.close();
  }
}
