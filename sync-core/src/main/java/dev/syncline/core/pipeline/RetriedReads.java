package dev.syncline.core.pipeline;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single records of a source, again where that fails. */
final class RetriedReads implements ReadsByKey {
  private final ReadsByKey source;
  private final Retries retries;

  private RetriedReads(ReadsByKey source, Retries retries) {
    this.source = source;
    this.retries = retries;
  }

  /** Empty if the source cannot be asked for single records. */
  static Optional<ReadsByKey> of(Extractor extractor, Retries retries) {
    return extractor instanceof ReadsByKey source
        ? Optional.of(new RetriedReads(source, retries))
        : Optional.empty();
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    var found = new ArrayList<RecordBatch>(1);
    retries.run(() -> found.add(source.read(keys)));
    return found.get(0);
  }

  @Override
  public Optional<RecordBatch> readBeyondFilter(List<Key> keys) {
    var found = new ArrayList<Optional<RecordBatch>>(1);
    retries.run(() -> found.add(source.readBeyondFilter(keys)));
    return found.get(0);
  }
}
