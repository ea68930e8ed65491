package dev.syncline.smartsuite.extract;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.http.extract.Walk;
import dev.syncline.http.extract.Walk.Step;
import dev.syncline.smartsuite.extract.TableShape.Shaped;
import dev.syncline.smartsuite.records.DeletedRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reading of a table: records of one schema as batches, then those that were deleted. */
final class TableExtraction implements Extraction {
  private final Walk walk;
  private final TableShape shape;
  private final ChangeTimes times;
  private final Optional<DeletedRecords> deletedRecords;
  private final boolean fullScan;
  private final BatchLimits limits;
  private final List<Shaped> rows = new ArrayList<>();
  private final ArrayDeque<Poll> owed = new ArrayDeque<>();
  private long rowBytes;
  private boolean started;
  private boolean firstPageSeen;
  private volatile ReadMetrics metrics = new ReadMetrics(0, 0);
  private long more;

  /**
   * A reading that has asked for nothing yet.
   *
   * @param deletedRecords the deleted records, where they are told
   * @param fullScan whether everything is read
   */
  TableExtraction(
      Walk walk,
      TableShape shape,
      ChangeTimes times,
      Optional<DeletedRecords> deletedRecords,
      boolean fullScan,
      BatchLimits limits) {
    this.walk = walk;
    this.shape = shape;
    this.times = times;
    this.deletedRecords = deletedRecords;
    this.fullScan = fullScan;
    this.limits = limits;
  }

  @Override
  public Poll next(Duration maxWait) {
    try {
      Poll poll = poll(maxWait);
      if (poll instanceof Poll.Retry retry && !started) {
        // Nothing was read yet, so that nothing is lost by opening another reading.
        throw retry
            .delay()
            .map(delay -> new RetryableException(retry.reason(), delay, null))
            .orElseGet(() -> new RetryableException(retry.reason(), null));
      }
      return poll;
    } finally {
      metrics = new ReadMetrics(walk.bytes(), walk.requests() + more);
    }
  }

  private Poll poll(Duration maxWait) {
    while (owed.isEmpty()) {
      // What is there already does not wait for what may come.
      Step step = walk.next(rows.isEmpty() ? maxWait : Duration.ZERO);
      seeFirstPage();
      if (step instanceof Step.Item item) {
        if (times.belongs(item.record())) {
          take(shape.shape(item.record()));
        }
      } else if (step instanceof Step.Wait wait) {
        flush();
        if (owed.isEmpty() || !(wait.poll() instanceof Poll.Idle)) {
          owed.add(wait.poll());
        }
      } else {
        flush();
        end();
      }
    }
    Poll next = owed.remove();
    started |= next instanceof Poll.Batch;
    return next;
  }

  private void seeFirstPage() {
    if (!firstPageSeen) {
      walk.firstHeaders()
          .ifPresent(
              headers -> {
                firstPageSeen = true;
                times.firstPage(headers);
              });
    }
  }

  private void take(Shaped row) {
    if (!rows.isEmpty() && !rows.get(0).schema().equals(row.schema())) {
      flush();
    }
    rows.add(row);
    rowBytes += row.bytes();
    if (rows.size() >= limits.rows() || rowBytes >= limits.bytes()) {
      flush();
    }
  }

  private void flush() {
    if (rows.isEmpty()) {
      return;
    }
    var batch = RowBatch.builder(rows.get(0).schema());
    rows.forEach(row -> batch.add(row.values()));
    rows.clear();
    rowBytes = 0;
    owed.add(Poll.Batch.of(batch.build()));
  }

  private void end() {
    if (deletedRecords.isPresent()) {
      try {
        tombstones(deletedRecords.get());
      } catch (RetryableException e) {
        owed.add(new Poll.Retry(String.valueOf(e.getMessage()), e.delay()));
        return;
      }
    }
    var notices = new ArrayList<String>();
    Optional<String> drift = walk.drifted();
    drift.ifPresent(
        what ->
            notices.add(
                what
                    + "; records may have been missed, so that this reading proves no absence and"
                    + " the cursor stays where it was"));
    if (times.missing() > 0) {
      notices.add(times.missing() + " records have no 'last_updated'; they are read in every run");
    }
    owed.add(
        new Poll.End(
            fullScan && drift.isEmpty(),
            drift.isPresent() ? Optional.empty() : times.next(),
            notices));
  }

  private void tombstones(DeletedRecords deleted) {
    Schema schema = shape.schema();
    var batch = RowBatch.builder(schema);
    for (var record : deleted.all()) {
      if (times.deleted(record)) {
        batch.add(Op.DELETE, shape.shape(record).usual(schema));
      }
      if (batch.size() >= limits.rows()) {
        owed.add(Poll.Batch.of(batch.build()));
        batch = RowBatch.builder(schema);
      }
    }
    more += deleted.requests();
    if (batch.size() > 0) {
      owed.add(Poll.Batch.of(batch.build()));
    }
  }

  /** Nothing to tell: reading takes nothing out of a table. */
  @Override
  public void acknowledge(Cursor durable) {}

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    walk.close();
  }
}
