package dev.syncline.testkit;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One reading of a {@link ListSource}. */
final class ListExtraction implements Extraction {

  private final ListSource source;
  private final BatchLimits limits;
  private final ListReading reading;
  private final ListSource.Interruption interruption;
  private int yielded;
  private boolean closed;
  private volatile ReadMetrics metrics = new ReadMetrics(0, 0);

  ListExtraction(
      ListSource source,
      BatchLimits limits,
      ListReading reading,
      ListSource.Interruption interruption) {
    this.source = source;
    this.limits = limits;
    this.reading = reading;
    this.interruption = interruption;
  }

  @Override
  public Poll next(Duration maxWait) {
    if (closed) {
      throw new IllegalStateException("this reading is closed");
    }
    // Outside the lock: the test may wait here, or change rows from another thread.
    source.announceBatch(yielded);
    if (interruption.batches() == yielded) {
      if (interruption.failure().isPresent()) {
        throw interruption.failure().get();
      }
      return incomplete();
    }
    synchronized (source) {
      return read();
    }
  }

  private Poll read() {
    var rows = RowBatch.builder(source.describe());
    long bytes = 0;
    long place = -1;
    SyncRecord last = null;
    while (rows.size() < limits.rows() && bytes < limits.bytes() && reading.rows().hasNext()) {
      var entry = reading.rows().next();
      place = entry.getKey();
      last = entry.getValue();
      rows.add(last.op(), last.toArray());
      bytes += sizeOf(last);
    }
    metrics = new ReadMetrics(metrics.bytesRead() + bytes, metrics.requests() + 1);
    if (last == null) {
      return end();
    }
    yielded++;
    return new Poll.Batch(rows.build(), cursorOf(last), positionOf(place));
  }

  private Poll end() {
    if (interruption.batches() >= 0) {
      return incomplete();
    }
    List<String> notices =
        reading.withoutCursor() == 0
            ? List.of()
            : List.of(
                reading.withoutCursor()
                    + " records have no value in '"
                    + source.cursorField()
                    + "' and are read in every run");
    return new Poll.End(!reading.since(), reading.upperBound(), notices);
  }

  private static Poll incomplete() {
    return new Poll.End(false, Optional.empty(), List.of());
  }

  private Optional<Cursor> cursorOf(SyncRecord last) {
    if (!reading.since() || !source.traits().ordered()) {
      return Optional.empty();
    }
    return Optional.ofNullable(last.get(source.cursorField())).map(CursorValues::encode);
  }

  private Optional<ResumePosition> positionOf(long place) {
    return source.traits().resumable() && !reading.since()
        ? Optional.of(reading.positionAfter(place))
        : Optional.empty();
  }

  private static long sizeOf(SyncRecord record) {
    long size = 16;
    for (Object value : record.toArray()) {
      size += 16;
      if (value instanceof String text) {
        size += 2L * text.length();
      } else if (value instanceof byte[] bytes) {
        size += bytes.length;
      }
    }
    return size;
  }

  @Override
  public void acknowledge(Cursor durable) {
    source.acknowledge(durable);
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      source.extractionClosed();
    }
  }
}
