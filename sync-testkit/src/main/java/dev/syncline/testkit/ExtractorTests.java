package dev.syncline.testkit;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.SourceTraits;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A part of {@link ExtractorContract}, and what all parts need. */
abstract class ExtractorTests {

  static final long ANY_BYTES = 64L << 20;

  final ExtractorContract contract;

  ExtractorTests(ExtractorContract contract) {
    this.contract = contract;
  }

  final Reading scan(int rowsPerBatch) {
    return Reading.of(contract.opened(), fullScan(rowsPerBatch));
  }

  final Reading since(Cursor cursor) {
    return Reading.of(contract.opened(), sinceRequest(cursor, 100));
  }

  static ExtractRequest fullScan(int rowsPerBatch) {
    return new ExtractRequest.FullScan(Optional.empty(), limits(rowsPerBatch));
  }

  static ExtractRequest resumed(ResumePosition position, int rowsPerBatch) {
    return new ExtractRequest.FullScan(Optional.of(position), limits(rowsPerBatch));
  }

  static ExtractRequest sinceRequest(Cursor cursor, int rowsPerBatch) {
    return new ExtractRequest.Since(cursor, limits(rowsPerBatch));
  }

  static BatchLimits limits(int rows) {
    return new BatchLimits(rows, ANY_BYTES);
  }

  static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  final SourceTraits traits() {
    try (var extractor = contract.extractor()) {
      return extractor.traits();
    }
  }

  final RecordBatch firstBatch(int rows) {
    try (var extraction = contract.opened().open(fullScan(rows))) {
      return Reading.batch(extraction).records();
    }
  }
}
