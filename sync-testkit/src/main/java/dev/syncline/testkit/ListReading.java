package dev.syncline.testkit;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.ExtractRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which rows of a {@link ListSource} one reading yields, in which order, and how far it goes.
 *
 * @param rows the rows with their places
 * @param upperBound the largest cursor value when the scan began
 * @param since whether it goes by the cursor, not by the places
 * @param withoutCursor how many rows have no cursor value
 */
record ListReading(
    Iterator<Entry<Long, SyncRecord>> rows,
    Optional<Cursor> upperBound,
    boolean since,
    long withoutCursor) {

  /** Called under the lock of the source. */
  static ListReading of(ListSource source, ExtractRequest request) {
    if (request instanceof ExtractRequest.Since since) {
      return since(source, since.cursor());
    }
    if (request instanceof ExtractRequest.FullScan scan) {
      return scan(source, scan.resume());
    }
    throw new PermanentException("the list source cannot be followed; scan it or give a cursor");
  }

  private static ListReading scan(ListSource source, Optional<ResumePosition> resume) {
    if (resume.isPresent() && !source.traits().resumable()) {
      throw new PermanentException("scans of the list source cannot be resumed");
    }
    long after = resume.map(ListReading::place).orElse(-1L);
    // Rows that changed between the two parts of a scan lie behind the bound of its first part.
    Optional<Cursor> bound =
        resume.isPresent() ? resume.flatMap(ListReading::bound) : maximum(source);
    var rows =
        source.traits().snapshot()
            ? copy(source.places().tailMap(after, false).entrySet()).iterator()
            : new Live(source.places(), after);
    return new ListReading(rows, bound, false, countWithoutCursor(source));
  }

  private static ListReading since(ListSource source, Cursor cursor) {
    String field = source.cursorField();
    Object from = CursorValues.decode(cursor);
    var chosen = new ArrayList<>(copy(source.places().entrySet()));
    chosen.removeIf(
        row -> {
          Object value = row.getValue().get(field);
          return value != null && CursorValues.compare(value, from) < 0;
        });
    if (source.traits().ordered()) {
      chosen.sort(
          Comparator.comparing(
              (Entry<Long, SyncRecord> row) -> row.getValue().get(field),
              Comparator.nullsFirst(CursorValues::compare)));
    }
    Optional<Cursor> bound =
        maximum(source)
            .filter(max -> CursorValues.compare(CursorValues.decode(max), from) >= 0)
            .or(() -> source.places().isEmpty() ? Optional.empty() : Optional.of(cursor));
    return new ListReading(chosen.iterator(), bound, true, countWithoutCursor(source));
  }

  ResumePosition positionAfter(long place) {
    return new ResumePosition(place + "|" + upperBound.map(Cursor::token).orElse(""));
  }

  private static long place(ResumePosition position) {
    return Long.parseLong(position.token().substring(0, position.token().indexOf('|')));
  }

  private static Optional<Cursor> bound(ResumePosition position) {
    String token = position.token().substring(position.token().indexOf('|') + 1);
    return token.isEmpty() ? Optional.empty() : Optional.of(new Cursor(CursorValues.FORM, token));
  }

  private static Optional<Cursor> maximum(ListSource source) {
    if (!source.hasCursor()) {
      return Optional.empty();
    }
    String field = source.cursorField();
    return source.places().values().stream()
        .map(row -> row.get(field))
        .filter(Objects::nonNull)
        .max(CursorValues::compare)
        .map(CursorValues::encode);
  }

  private static long countWithoutCursor(ListSource source) {
    if (!source.hasCursor()) {
      return 0;
    }
    String field = source.cursorField();
    return source.places().values().stream().filter(row -> row.get(field) == null).count();
  }

  private static List<Entry<Long, SyncRecord>> copy(Iterable<Entry<Long, SyncRecord>> entries) {
    var copies = new ArrayList<Entry<Long, SyncRecord>>();
    entries.forEach(entry -> copies.add(Map.entry(entry.getKey(), entry.getValue())));
    return copies;
  }

  /** The rows as they are at the moment of asking. */
  private static final class Live implements Iterator<Entry<Long, SyncRecord>> {

    private final TreeMap<Long, SyncRecord> places;
    private long after;

    Live(TreeMap<Long, SyncRecord> places, long after) {
      this.places = places;
      this.after = after;
    }

    @Override
    public boolean hasNext() {
      return places.higherKey(after) != null;
    }

    @Override
    public Entry<Long, SyncRecord> next() {
      var entry = places.higherEntry(after);
      if (entry == null) {
        throw new NoSuchElementException();
      }
      after = entry.getKey();
      return entry;
    }
  }
}
