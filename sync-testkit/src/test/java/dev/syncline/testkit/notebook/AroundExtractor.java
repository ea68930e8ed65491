package dev.syncline.testkit.notebook;

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

/** The notebook's extractor, of which a planted bug replaces a part. */
abstract class AroundExtractor implements Extractor, ReadsByKey {
  final NotebookExtractor right;

  AroundExtractor(NotebookExtractor right) {
    this.right = right;
  }

  @Override
  public SourceTraits traits() {
    return right.traits();
  }

  @Override
  public Schema describe() {
    return right.describe();
  }

  @Override
  public Check check() {
    return right.check();
  }

  @Override
  public Extraction open(ExtractRequest request) {
    return right.open(request);
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    return right.read(keys);
  }

  @Override
  public void close() {
    right.close();
  }

  /** A reading, of which a planted bug replaces a part. */
  abstract static class Reading implements Extraction {
    final Extraction right;

    Reading(Extraction right) {
      this.right = right;
    }

    @Override
    public Poll next(Duration maxWait) {
      return right.next(maxWait);
    }

    @Override
    public void acknowledge(Cursor durable) {
      right.acknowledge(durable);
    }

    @Override
    public ReadMetrics metrics() {
      return right.metrics();
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
