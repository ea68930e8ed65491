package dev.syncline.testkit.fault;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.api.source.RewindsCursor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One reading of a faulty extractor. */
final class FaultyExtraction implements Extraction {

  private final Extraction real;
  private final FaultyCalls calls;
  private final Optional<RewindsCursor> skewed;
  private final Duration ahead;
  private @Nullable RecordBatch pageBefore;
  private @Nullable Poll heldBack;
  private @Nullable Supplier<? extends RuntimeException> broken;

  FaultyExtraction(
      Extraction real, FaultyCalls calls, Optional<RewindsCursor> skewed, Duration ahead) {
    this.real = real;
    this.calls = calls;
    this.skewed = skewed;
    this.ahead = ahead;
  }

  @Override
  public Poll next(Duration maxWait) {
    if (broken != null) {
      throw broken.get();
    }
    if (heldBack != null) {
      Poll poll = heldBack;
      heldBack = null;
      return poll;
    }
    Fault fault = calls.faults().next(FaultPoint.NEXT).orElse(null);
    if (fault instanceof Fault.Slow slow) {
      calls.clock().advance(slow.time());
    } else if (fault instanceof Fault.Before before) {
      throw broken(before.failure());
    } else if (fault instanceof Fault.Throttled throttled) {
      throw broken(() -> FaultyCalls.tooManyRequests(throttled));
    }
    return after(fault, skewed(real.next(maxWait)), maxWait);
  }

  /** An exception ends a reading; whoever goes on with it gets the same again. */
  private RuntimeException broken(Supplier<? extends RuntimeException> failure) {
    broken = failure;
    return failure.get();
  }

  private Poll after(@Nullable Fault fault, Poll poll, Duration maxWait) {
    if (fault instanceof Fault.After after) {
      throw broken(after.failure());
    }
    if (fault instanceof Fault.Partly partly) {
      broken = partly.failure();
      if (poll instanceof Poll.Batch batch && partly.first() > 0) {
        int first = Math.min(partly.first(), batch.records().size());
        return Poll.Batch.of(FirstChanges.rows(batch.records(), 0, first));
      }
      throw broken.get();
    }
    if (!(poll instanceof Poll.Batch batch)) {
      return poll;
    }
    RecordBatch before = pageBefore;
    pageBefore = batch.records();
    return fault instanceof Fault.Drift drift ? drifted(drift, before, batch, maxWait) : poll;
  }

  private Poll drifted(
      Fault.Drift drift, @Nullable RecordBatch before, Poll.Batch batch, Duration maxWait) {
    int missed = Math.min(drift.missed(), batch.records().size());
    Poll rest =
        missed == batch.records().size()
            ? skewed(real.next(maxWait))
            : new Poll.Batch(
                FirstChanges.rows(batch.records(), missed, batch.records().size()),
                batch.cursor(),
                batch.resume());
    int repeated = before == null ? 0 : Math.min(drift.repeated(), before.size());
    if (before == null || repeated == 0) {
      return rest;
    }
    heldBack = rest;
    return Poll.Batch.of(FirstChanges.rows(before, before.size() - repeated, before.size()));
  }

  private Poll skewed(Poll poll) {
    if (skewed.isEmpty() || !(poll instanceof Poll.End end)) {
      return poll;
    }
    Optional<Cursor> moved =
        end.nextCursor().flatMap(cursor -> skewed.get().rewind(cursor, ahead.negated()));
    return new Poll.End(end.complete(), moved.or(end::nextCursor), end.notices());
  }

  @Override
  public void acknowledge(Cursor durable) {
    Fault fault = calls.faults().next(FaultPoint.ACKNOWLEDGE).orElse(null);
    if (fault instanceof Fault.Before before) {
      throw before.failure().get();
    }
    if (fault instanceof Fault.Slow slow) {
      calls.clock().advance(slow.time());
    }
    real.acknowledge(durable);
    if (fault instanceof Fault.After after) {
      throw after.failure().get();
    }
    if (fault instanceof Fault.Throttled throttled) {
      throw FaultyCalls.tooManyRequests(throttled);
    }
  }

  @Override
  public ReadMetrics metrics() {
    return real.metrics();
  }

  @Override
  public void close() {
    real.close();
  }
}
