package dev.syncline.testkit.simulation;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** One reading of a {@link SourceTable}. */
final class TableReading implements Extraction {
  private final Iterator<Entry<Long, SourceRow>> rows;
  private final BatchLimits limits;
  private final Cursor bound;
  private final boolean ordered;
  private final boolean resumable;

  TableReading(
      Iterator<Entry<Long, SourceRow>> rows,
      BatchLimits limits,
      Cursor bound,
      boolean ordered,
      boolean resumable) {
    this.rows = rows;
    this.limits = limits;
    this.bound = bound;
    this.ordered = ordered;
    this.resumable = resumable;
  }

  static long place(ResumePosition position) {
    return Long.parseLong(position.token().split(" ")[0]);
  }

  static Cursor bound(ResumePosition position) {
    return new Cursor(1, position.token().split(" ")[1]);
  }

  @Override
  public Poll next(Duration maxWait) {
    var batch = RowBatch.builder(SourceRow.SCHEMA);
    Entry<Long, SourceRow> last = null;
    while (batch.size() < limits.rows() && rows.hasNext()) {
      last = rows.next();
      batch.add(Op.UPSERT, last.getValue().values());
    }
    if (last == null) {
      return new Poll.End(true, Optional.of(bound), List.of());
    }
    return new Poll.Batch(
        batch.build(),
        ordered
            ? Optional.of(new Cursor(1, last.getValue().updated().toString()))
            : Optional.empty(),
        resumable
            ? Optional.of(new ResumePosition(last.getKey() + " " + bound.token()))
            : Optional.empty());
  }

  @Override
  public void acknowledge(Cursor durable) {}

  @Override
  public ReadMetrics metrics() {
    return new ReadMetrics(0, 0);
  }

  @Override
  public void close() {}

  /** The rows as they are at the moment of asking. */
  static final class Live implements Iterator<Entry<Long, SourceRow>> {
    private final TreeMap<Long, SourceRow> places;
    private long after;

    Live(TreeMap<Long, SourceRow> places, long after) {
      this.places = places;
      this.after = after;
    }

    @Override
    public boolean hasNext() {
      return places.higherKey(after) != null;
    }

    @Override
    public Entry<Long, SourceRow> next() {
      var entry = places.higherEntry(after);
      if (entry == null) {
        throw new NoSuchElementException();
      }
      after = entry.getKey();
      return entry;
    }
  }
}
