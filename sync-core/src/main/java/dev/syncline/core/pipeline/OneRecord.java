package dev.syncline.core.pipeline;

import dev.syncline.api.Check;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
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

/** A source of which a run sees the record of one key and nothing else. */
final class OneRecord implements Extractor {
  private final Extractor source;
  private final Key key;

  OneRecord(Extractor source, Key key) {
    this.source = source;
    this.key = key;
  }

  /** Whether the source can be asked for single records. */
  boolean readable() {
    return source instanceof ReadsByKey;
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
        if (!read && source instanceof ReadsByKey byKey) {
          read = true;
          RecordBatch found = byKey.read(List.of(key));
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
