package dev.syncline.core.pipeline;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.source.CancelsReading;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FETCH, the part with the extractor: opens the extraction at the first poll and polls it until it
 * ends or the run is to stop. A reading that breaks off in a way that may pass is opened again
 * where it was, if the source can go on there. The reading thread polls; the others ask when it is
 * over.
 */
final class SourceReader {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
  private static final Duration POLL_WAIT = Duration.ofSeconds(1);

  private final Extractor extractor;
  private final FetchStage fetch;
  private final Retries retries;
  private final RunControl control;
  private final InstantSource clock;
  private final BlockedCall call;
  private final boolean fallsBack;
  private @Nullable ExtractRequest request;
  private volatile @Nullable Extraction extraction;
  private volatile ReadMetrics spent = new ReadMetrics(0, 0);
  private volatile Poll.@Nullable End end;
  private volatile @Nullable CursorRefusedException refusal;
  private boolean incremental;
  private volatile Instant askedAt = Instant.EPOCH;

  /**
   * @param fallsBack whether a cursor that is refused ends the reading, for a full scan to follow
   */
  SourceReader(
      Extractor extractor,
      FetchStage fetch,
      Retries retries,
      RunControl control,
      InstantSource clock,
      boolean fallsBack) {
    this.fallsBack = fallsBack;
    this.extractor = extractor;
    this.fetch = fetch;
    this.retries = retries;
    this.control = control;
    this.clock = clock;
    this.call =
        new BlockedCall(
            extractor instanceof CancelsReading reading
                ? Optional.of(reading::cancelReading)
                : Optional.empty());
  }

  /** What is read from now on; an earlier reading is over. */
  void read(ExtractRequest wanted) {
    Extraction before = extraction;
    if (before != null) {
      end(before);
    }
    request = wanted;
    incremental = wanted instanceof ExtractRequest.Since;
    refusal = null;
    end = null;
    askedAt = Instant.EPOCH;
  }

  /** Why the source did not take the cursor, and the reading ended there. */
  Optional<CursorRefusedException> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void end(Extraction over) {
    ReadMetrics last = over.metrics();
    extraction = null;
    spent =
        new ReadMetrics(spent.bytesRead() + last.bytesRead(), spent.requests() + last.requests());
    over.close();
  }

  /** The next batch as rows; empty at the end of the source, or when the run is to stop. */
  Optional<WorkBatch> next() {
    try {
      while (!control.stopped()) {
        Poll poll = poll();
        if (poll instanceof Poll.Batch batch && batch.records().size() > 0) {
          request = behind(batch);
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
    } catch (CursorRefusedException e) {
      if (!incremental || !fallsBack) {
        throw e;
      }
      refusal = e;
    } catch (RetryableException e) {
      if (!control.stopped()) {
        throw e;
      }
      LOG.debug("the source was away when the run was to stop", e);
    } catch (RuntimeException e) {
      if (!call.cancelled()) {
        throw e;
      }
      LOG.debug("the reading was cancelled", e);
    }
    return Optional.empty();
  }

  /** One poll, tried again as long as that may help. */
  private Poll poll() {
    var polled = new ArrayList<Poll>(1);
    retries.run(
        () -> {
          Poll answer = ask();
          if (answer instanceof Poll.Retry later) {
            throw new RetryableException(later.reason(), later.delay().orElse(Duration.ZERO), null);
          }
          polled.add(answer);
        });
    return polled.get(0);
  }

  private Poll ask() {
    long before = metrics().requests();
    try {
      return call.make(() -> open().next(POLL_WAIT));
    } catch (RetryableException e) {
      retries.pauseIfTooLong(e);
      giveUpReading(e);
      throw e;
    } finally {
      retries.gate().made(metrics().requests() - before);
    }
  }

  private Extraction open() {
    Extraction open = extraction;
    if (open == null) {
      if (request == null) {
        throw new IllegalStateException("nobody said what to read");
      }
      Instant now = clock.instant();
      open = extractor.open(request);
      extraction = open;
      if (askedAt.equals(Instant.EPOCH)) {
        // A later part of the reading says nothing of what was committed before the first.
        askedAt = now;
      }
    }
    return open;
  }

  /** A reading that broke off is over; the next attempt opens another, where the source can. */
  private void giveUpReading(RetryableException cause) {
    Extraction broken = extraction;
    if (broken == null) {
      return;
    }
    end(broken);
    if (request == null && !control.stopped()) {
      throw new PermanentException(
          "the reading broke off, and the source cannot go on in the middle; the next run starts it"
              + " again: "
              + Transience.reason(cause),
          cause);
    }
  }

  /** Where a reading that breaks off after this batch may go on; null if nowhere. */
  private @Nullable ExtractRequest behind(Poll.Batch batch) {
    ExtractRequest current = request;
    if (current instanceof ExtractRequest.FullScan scan && batch.resume().isPresent()) {
      return new ExtractRequest.FullScan(batch.resume(), scan.limits());
    }
    if (current instanceof ExtractRequest.Since since && batch.cursor().isPresent()) {
      return new ExtractRequest.Since(batch.cursor().get(), since.limits());
    }
    return null;
  }

  /**
   * Cancels a poll that does not return although the run is to stop. Called by another thread than
   * the reading one, again and again.
   */
  void hurry() {
    if (control.stoppedFor(POLL_WAIT)) {
      call.cancel();
    }
  }

  /** Cancels a poll whose result nobody waits for any more. */
  void abandon() {
    call.cancel();
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
    ReadMetrics now = source == null ? new ReadMetrics(0, 0) : source.metrics();
    ReadMetrics before = spent;
    return new ReadMetrics(
        before.bytesRead() + now.bytesRead(), before.requests() + now.requests());
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
