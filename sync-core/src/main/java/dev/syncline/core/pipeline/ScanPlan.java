package dev.syncline.core.pipeline;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.CursorMark;
import dev.syncline.api.state.SyncProgress.OpenScan;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a run reads: everything, or what changed since a cursor.
 *
 * @param request what the extractor is asked for
 * @param full whether it is a full scan
 * @param scan the number of the scan
 * @param scope a fingerprint of what a full scan covers
 * @param seen what an unfinished scan that is resumed had seen
 * @param notices what a person should know about the choice
 */
record ScanPlan(
    ExtractRequest request,
    boolean full,
    long scan,
    String scope,
    BitSet seen,
    List<String> notices) {

  /** Settings of a source that say how it is read, not what. */
  private static final List<String> HOW_NOT_WHAT =
      List.of("batchSize", "fetchSize", "lanes", "pageSize", "resumable", "timeout");

  /** Chooses what to read. */
  static ScanPlan of(
      SyncDefinition definition, Extractor extractor, SyncProgress progress, Instant now) {
    BatchLimits limits =
        new BatchLimits(definition.settings().batchRows(), definition.settings().batchBytes());
    String scope = scope(definition);
    boolean byCursor = definition.delta().strategy().byCursor();
    boolean sameScope =
        progress.completeScan().map(last -> last.scope().equals(scope)).orElse(true);
    if (byCursor
        && sameScope
        && progress.cursor().isPresent()
        && !everythingAgain(progress)
        && !reconcileDue(definition.delta(), progress, now)) {
      Optional<Cursor> start =
          start(definition.delta().overlap(), progress.cursor().get(), progress, extractor);
      if (start.isPresent()) {
        var request = new ExtractRequest.Since(start.get(), limits);
        return new ScanPlan(request, false, progress.nextScan(), scope, new BitSet(), List.of());
      }
    }
    return fullScan(extractor, progress, limits, scope, byCursor);
  }

  /** Whether it goes on with a scan that was interrupted. */
  boolean resumes() {
    return request instanceof ExtractRequest.FullScan scan && scan.resume().isPresent();
  }

  /** A scan that must start from the beginning was begun and has not ended. */
  private static boolean everythingAgain(SyncProgress progress) {
    return progress.openScan().filter(open -> open.position().isEmpty()).isPresent();
  }

  private static ScanPlan fullScan(
      Extractor extractor,
      SyncProgress progress,
      BatchLimits limits,
      String scope,
      boolean byCursor) {
    Optional<OpenScan> open =
        progress
            .openScan()
            .filter(scan -> extractor.traits().resumable())
            .filter(scan -> scan.scope().equals(scope) && scan.position().isPresent());
    List<String> notices = new ArrayList<>();
    if (byCursor && progress.cursor().isPresent()) {
      notices.add(
          "everything is read: to reconcile, because the query or 'writes' has changed, or because no"
              + " cursor is old enough or taken");
    }
    if (open.isPresent()) {
      notices.add(
          "this run goes on with a scan that was interrupted; what changed in the part read before"
              + " is seen by the next run");
    }
    var request = new ExtractRequest.FullScan(open.flatMap(OpenScan::position), limits);
    return new ScanPlan(
        request,
        true,
        open.map(OpenScan::scan).orElse(progress.nextScan()),
        scope,
        open.map(scan -> BitSet.valueOf(scan.seen())).orElseGet(BitSet::new),
        notices);
  }

  /**
   * The cursor at which the run starts, {@code overlap} before the stored one was taken: a record
   * that got its cursor value before that moment and was committed after it is read now. Where a
   * cursor cannot be rewound, an older one of the history serves; none is old enough after the very
   * first run.
   */
  private static Optional<Cursor> start(
      Duration overlap, Cursor cursor, SyncProgress progress, Extractor extractor) {
    if (overlap.isZero()) {
      return Optional.of(cursor);
    }
    if (extractor instanceof RewindsCursor rewinds) {
      Optional<Cursor> rewound = rewinds.rewind(cursor, overlap);
      if (rewound.isPresent()) {
        return rewound;
      }
    }
    List<CursorMark> history = progress.cursorHistory();
    if (history.isEmpty()) {
      return Optional.empty();
    }
    Instant safe = history.get(history.size() - 1).takenAt().minus(overlap);
    Optional<Cursor> start = Optional.empty();
    for (CursorMark mark : history) {
      if (!mark.takenAt().isAfter(safe)) {
        start = Optional.of(mark.cursor());
      }
    }
    return start;
  }

  /** The history with a new mark, without the marks that no later run can need. */
  static List<CursorMark> remember(List<CursorMark> history, CursorMark mark, Duration overlap) {
    Instant safe = mark.takenAt().minus(overlap);
    var kept = new ArrayList<CursorMark>();
    for (CursorMark earlier : history) {
      if (!earlier.takenAt().isBefore(mark.takenAt())) {
        continue;
      }
      if (!earlier.takenAt().isAfter(safe)) {
        kept.clear();
      }
      kept.add(earlier);
    }
    kept.add(mark);
    return List.copyOf(kept);
  }

  private static boolean reconcileDue(Delta delta, SyncProgress progress, Instant now) {
    return delta
        .reconcileEvery()
        .filter(
            every ->
                progress
                    .completeScan()
                    .map(scan -> !scan.finishedAt().plus(every).isAfter(now))
                    .orElse(true))
        .isPresent();
  }

  /**
   * The query, the key, the cursor field and what drops records: if one of them changes, absence
   * means nothing, nor does the cursor.
   */
  private static String scope(SyncDefinition definition) {
    String drops = definition.transforms().toString();
    String read =
        Fingerprint.of(
            definition.source().type(),
            whatIsRead(definition).values(),
            definition.mapping().filter().none() ? drops : drops + definition.mapping().filter());
    String limits = definition.writes().limits();
    // What was not written has to be read again once it may be.
    return limits.isEmpty() ? read : read + " " + limits;
  }

  /** Whether two scans read the same, whatever was written of it. */
  static boolean readTheSame(String scope, String other) {
    return scope.split(" ", 2)[0].equals(other.split(" ", 2)[0]);
  }

  /** The settings of a source without those that only say how it is read. */
  static ComponentConfig whatIsRead(SyncDefinition definition) {
    ComponentConfig config = definition.source().config();
    for (String setting : HOW_NOT_WHAT) {
      config = config.without(setting);
    }
    return config;
  }
}
