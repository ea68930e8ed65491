package dev.syncline.core.pipeline;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * FETCH, the part with the extractor: opens the extraction at the first poll and polls it until it
 * ends or the run is to stop. The reading thread polls; the others ask when it is over.
 */
final class SourceReader {
  private static final Duration POLL_WAIT = Duration.ofSeconds(1);

  private final Extractor extractor;
  private final FetchStage fetch;
  private final Retries retries;
  private final RunControl control;
  private final InstantSource clock;
  private @Nullable ExtractRequest request;
  private volatile @Nullable Extraction extraction;
  private volatile Poll.@Nullable End end;
  private volatile Instant askedAt = Instant.EPOCH;

  SourceReader(
      Extractor extractor,
      FetchStage fetch,
      Retries retries,
      RunControl control,
      InstantSource clock) {
    this.extractor = extractor;
    this.fetch = fetch;
    this.retries = retries;
    this.control = control;
    this.clock = clock;
  }

  void read(ExtractRequest wanted) {
    request = wanted;
  }

  /** The next batch as rows; empty at the end of the source, or when the run is to stop. */
  Optional<WorkBatch> next() {
    if (control.stopped()) {
      return Optional.empty();
    }
    Extraction source;
    try {
      source = open();
    } catch (RetryableException e) {
      if (control.stopped()) {
        return Optional.empty();
      }
      throw e;
    }
    while (!control.stopped()) {
      Poll poll = source.next(POLL_WAIT);
      if (poll instanceof Poll.Batch batch && batch.records().size() > 0) {
        return Optional.of(
            new WorkBatch(
                WorkBatch.Intake.FETCHED,
                batch.records().schema(),
                fetch.rows(batch.records()),
                batch.cursor(),
                batch.resume()));
      }
      if (poll instanceof Poll.End last) {
        end = last;
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Extraction open() {
    Extraction open = extraction;
    if (open == null) {
      ExtractRequest wanted = request;
      if (wanted == null) {
        throw new IllegalStateException("nobody said what to read");
      }
      var opened = new ArrayList<Extraction>(1);
      retries.run(
          () -> {
            askedAt = clock.instant();
            opened.add(extractor.open(wanted));
          });
      open = opened.get(0);
      extraction = open;
    }
    return open;
  }

  /** How the source ended; empty if it was not read to its end. */
  Optional<Poll.End> end() {
    return Optional.ofNullable(end);
  }

  /** The time just before the source was asked. */
  Instant askedAt() {
    return askedAt;
  }

  ReadMetrics metrics() {
    Extraction source = extraction;
    return source == null ? new ReadMetrics(0, 0) : source.metrics();
  }

  void acknowledge(Cursor durable) {
    Extraction source = extraction;
    if (source != null) {
      source.acknowledge(durable);
    }
  }

  void close() {
    Extraction source = extraction;
    if (source != null) {
      source.close();
    }
  }
}
