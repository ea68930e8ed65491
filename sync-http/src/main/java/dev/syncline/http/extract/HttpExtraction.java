package dev.syncline.http.extract;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.http.extract.RowShape.Shaped;
import dev.syncline.http.extract.Walk.Step;
import dev.syncline.http.page.PageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of a list: its records as batches. */
final class HttpExtraction implements Extraction {
  private final SourceSettings settings;
  private final Walk walk;
  private final RowShape shape;
  private final Optional<CursorWatch> cursor;
  private final BatchLimits limits;
  private final boolean fullScan;
  private final long earlier;
  private final List<Shaped> rows = new ArrayList<>();
  private long rowBytes;
  private boolean started;
  private boolean firstPageSeen;
  private boolean boundSeen;
  private @Nullable Poll owed;
  private volatile ReadMetrics metrics;

  /**
   * @param cursor follows the cursor's field, if there is one
   * @param fullScan whether everything is read
   * @param requests how many were made already
   */
  HttpExtraction(
      SourceSettings settings,
      Walk walk,
      Optional<CursorWatch> cursor,
      BatchLimits limits,
      boolean fullScan,
      long requests) {
    this.settings = settings;
    this.walk = walk;
    this.shape = new RowShape(settings.fields(), settings.others());
    this.cursor = cursor;
    this.limits = limits;
    this.fullScan = fullScan;
    this.earlier = requests;
    this.metrics = new ReadMetrics(0, requests);
  }

  @Override
  public Poll next(Duration maxWait) {
    try {
      Poll poll = poll(maxWait);
      if (poll instanceof Poll.Retry retry && !started) {
        // Nothing was read yet, so that nothing is lost by opening another reading.
        throw RetryableException.of(retry.reason(), retry.delay());
      }
      return poll;
    } finally {
      metrics = new ReadMetrics(walk.bytes(), earlier + walk.requests());
    }
  }

  private Poll poll(Duration maxWait) {
    Poll debt = owed;
    if (debt != null) {
      owed = null;
      return debt;
    }
    while (true) {
      // What is there already does not wait for what may come.
      Step step = walk.next(rows.isEmpty() ? maxWait : Duration.ZERO);
      seeFirstPage();
      if (step instanceof Step.Item item) {
        Shaped row = shape.shape(item.record());
        cursor.ifPresent(watch -> watch.see(row));
        if (!row.odd().isEmpty()) {
          return besides(row);
        }
        rows.add(row);
        rowBytes += RowShape.size(row);
        if (rows.size() >= limits.rows() || rowBytes >= limits.bytes()) {
          return batch();
        }
      } else {
        Poll poll = step instanceof Step.Wait wait ? wait.poll() : end();
        if (rows.isEmpty()) {
          return poll;
        }
        owed = poll instanceof Poll.Idle ? null : poll;
        return batch();
      }
    }
  }

  private void seeFirstPage() {
    if (!firstPageSeen) {
      walk.firstHeaders()
          .ifPresent(
              headers -> {
                firstPageSeen = true;
                cursor.ifPresent(watch -> watch.firstPage(headers));
              });
    }
    if (!boundSeen) {
      walk.extraValue()
          .ifPresent(
              value -> {
                boundSeen = true;
                cursor.ifPresent(watch -> watch.found(value));
              });
    }
  }

  /** A row that does not have the shape of the others travels alone, behind them. */
  private Poll besides(Shaped row) {
    Schema own = shape.schemaOf(row);
    RecordBatch alone = RowBatch.builder(own).add(RowShape.row(row, own)).build();
    Poll.Batch single = new Poll.Batch(alone, soFar(), resume());
    if (rows.isEmpty()) {
      started = true;
      return single;
    }
    owed = single;
    return batchBefore();
  }

  /** The rows before an odd one: what they may say of the position, the odd one says. */
  private Poll batchBefore() {
    return new Poll.Batch(take(), Optional.empty(), Optional.empty());
  }

  private Poll batch() {
    return new Poll.Batch(take(), soFar(), resume());
  }

  private RecordBatch take() {
    Schema schema = shape.schema();
    var builder = RowBatch.builder(schema);
    rows.forEach(row -> builder.add(RowShape.row(row, schema)));
    rows.clear();
    rowBytes = 0;
    started = true;
    return builder.build();
  }

  private Optional<Cursor> soFar() {
    return fullScan || walk.drifted().isPresent()
        ? Optional.empty()
        : cursor.flatMap(CursorWatch::soFar);
  }

  private Optional<ResumePosition> resume() {
    if (!settings.resumable() || !fullScan || walk.drifted().isPresent()) {
      return Optional.empty();
    }
    if (cursor.filter(CursorWatch::awaitsBound).isPresent()) {
      // Who goes on from here would take a later bound, and what changed until then would be lost.
      return Optional.empty();
    }
    String bound = cursor.map(CursorWatch::kept).orElse("");
    return Optional.of(new ResumePosition(walk.place().token(bound)));
  }

  private Poll.End end() {
    var notices = new ArrayList<String>();
    Optional<String> drift = walk.drifted();
    drift.ifPresent(
        what ->
            notices.add(
                what
                    + "; records may have been missed, so that this reading proves no absence and"
                    + " the cursor stays where it was"));
    boolean provable = provable(notices);
    cursor
        .filter(CursorWatch::awaitsBound)
        .ifPresent(
            watch ->
                notices.add(
                    "the first page did not tell the upper bound, or broke off before it did; the"
                        + " cursor stays where it was"));
    cursor
        .filter(watch -> watch.missing() > 0)
        .ifPresent(
            watch ->
                notices.add(
                    watch.missing()
                        + (watch.missing() == 1 ? " record has" : " records have")
                        + " no cursor value; they are read in every run only if the API answers"
                        + " them in every run"));
    return new Poll.End(
        fullScan && provable && drift.isEmpty(),
        drift.isPresent() || !said() ? Optional.empty() : cursor.flatMap(CursorWatch::next),
        notices);
  }

  /** Whether the definition says how pages follow one another, so that their end is known. */
  private boolean said() {
    return settings.listing().pages().said()
        && settings.parents().map(up -> up.listing().pages().said()).orElse(true);
  }

  /** Whether the end of the pages proves that every record was seen. */
  private boolean provable(List<String> notices) {
    boolean own = provable(settings.listing().pages(), notices);
    return settings.parents().map(up -> provable(up.listing().pages(), notices)).orElse(true)
        && own;
  }

  private static boolean provable(PageSettings pages, List<String> notices) {
    if (!pages.said()) {
      notices.add(
          "the definition does not say how the API pages its records, so that this may have been"
              + " the first page only: it proves no absence, and the cursor stays where it was; say"
              + " 'pagination: none' if everything comes at once");
      return false;
    }
    boolean watched =
        !pages.pagination().shifts()
            || pages.stable()
            || pages.pagination().overlap() > 0
            || pages.ends().total().isPresent();
    if (!watched) {
      notices.add(
          "pages that are counted can shift while they are read, unnoticed; give 'total' or"
              + " 'overlap', or say 'stable: true', to let a scan prove that a record is gone");
    }
    return watched;
  }

  /** Nothing to tell: reading takes nothing out of an API. */
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
