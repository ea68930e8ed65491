package dev.syncline.api.source;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import java.util.Optional;

/** What is to be read. */
public sealed interface ExtractRequest {

  /** How large the batches may get. */
  BatchLimits limits();

  /**
   * Everything. At its end the extraction says whether it saw everything, and which cursor an
   * incremental run may start from.
   *
   * @param resume where an earlier, unfinished scan stopped; only for resumable sources
   * @param limits how large the batches may get
   */
  record FullScan(Optional<ResumePosition> resume, BatchLimits limits) implements ExtractRequest {}

  /**
   * What changed at or after a cursor, up to an upper bound that the source takes before it reads.
   * Records at the cursor itself are read again: ties are never lost.
   *
   * @param cursor where to start
   * @param limits how large the batches may get
   */
  record Since(Cursor cursor, BatchLimits limits) implements ExtractRequest {}

  /**
   * Change events, without end.
   *
   * @param cursor where to start; empty for the source's own start
   * @param limits how large the batches may get
   */
  record Follow(Optional<Cursor> cursor, BatchLimits limits) implements ExtractRequest {}
}
