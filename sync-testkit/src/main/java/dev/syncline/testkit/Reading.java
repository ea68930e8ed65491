package dev.syncline.testkit;

import dev.syncline.api.record.Op;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading to its end. The rows are taken out of the batches only afterwards, so that an extractor
 * which uses a batch's memory again is found.
 */
record Reading(List<Poll.Batch> batches, Poll.End end) {

  private static final int PATIENCE = 100_000;

  static Reading of(Extractor extractor, ExtractRequest request) {
    try (var extraction = extractor.open(request)) {
      return rest(extraction);
    }
  }

  static Reading rest(Extraction extraction) {
    var batches = new ArrayList<Poll.Batch>();
    for (int polls = 0; polls < PATIENCE; polls++) {
      var poll = extraction.next(Duration.ofSeconds(1));
      if (poll instanceof Poll.Batch batch) {
        batches.add(batch);
      } else if (poll instanceof Poll.End end) {
        return new Reading(List.copyOf(batches), end);
      }
    }
    throw new AssertionError("the reading did not end after " + PATIENCE + " polls");
  }

  /** The next batch, past idle answers. */
  static Poll.Batch batch(Extraction extraction) {
    for (int polls = 0; polls < PATIENCE; polls++) {
      var poll = extraction.next(Duration.ofSeconds(1));
      if (poll instanceof Poll.Batch batch) {
        return batch;
      }
      if (poll instanceof Poll.End) {
        break;
      }
    }
    throw new AssertionError("another batch was expected");
  }

  List<SyncRecord> rows() {
    return batches.stream().flatMap(batch -> rows(batch.records()).stream()).toList();
  }

  /** The ids of the rows that are there; of tombstones, see {@link #deleted}. */
  List<Long> ids() {
    return ids(rows().stream().filter(row -> row.op() == Op.UPSERT).toList());
  }

  List<Long> deleted() {
    return ids(rows().stream().filter(row -> row.op() == Op.DELETE).toList());
  }

  static List<Long> ids(List<SyncRecord> rows) {
    return rows.stream().map(row -> (Long) row.get("id")).toList();
  }

  static List<SyncRecord> rows(RecordBatch batch) {
    var rows = new ArrayList<SyncRecord>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(batch.row(row));
    }
    return rows;
  }
}
