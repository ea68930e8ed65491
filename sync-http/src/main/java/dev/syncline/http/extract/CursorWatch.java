package dev.syncline.http.extract;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.http.limit.AskedDelay;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the values of the cursor's field while records are read, and knows where the next reading
 * starts.
 */
final class CursorWatch {
  private final FieldRule field;
  private final Incremental incremental;
  private final @Nullable Object since;
  private @Nullable Object bound;
  private @Nullable Object largest;
  private long missing;

  /**
   * @param since where this reading started; null if it reads everything
   * @param bound the upper bound, where it is known before the reading
   */
  CursorWatch(
      FieldRule field, Incremental incremental, @Nullable Object since, @Nullable Object bound) {
    this.field = field;
    this.incremental = incremental;
    this.since = since;
    this.bound = bound;
    this.largest = incremental.bound() instanceof Incremental.Bound.Largest ? bound : null;
  }

  /** The server's clock may be behind ours; what it wrote before counts. */
  void firstPage(HttpHeaders headers) {
    if (incremental.bound() instanceof Incremental.Bound.Clock && bound instanceof Instant ours) {
      AskedDelay.date(headers)
          .map(theirs -> theirs.minus(incremental.lag()))
          .filter(theirs -> theirs.isBefore(ours))
          .ifPresent(theirs -> bound = theirs);
    }
  }

  /** Whether the upper bound stands in an answer that has not come yet. */
  boolean awaitsBound() {
    return incremental.bound() instanceof Incremental.Bound.InAnswer && bound == null;
  }

  /** A value that was found in an answer. */
  void found(Object value) {
    bound =
        field
            .value(value)
            .map(found -> found instanceof Instant time ? time.minus(incremental.lag()) : found)
            .orElseThrow(
                () ->
                    new PermanentException(
                        "the upper bound that the API answers is no "
                            + field.type().map(Enum::name).orElse("value")));
  }

  void see(RowShape.Shaped row) {
    Object value = row.values().get(field.name());
    if (value == null || row.odd().containsKey(field.name())) {
      missing++;
      return;
    }
    Object before = largest;
    boolean later = before == null || CursorText.compare(value, before) > 0;
    if (!later
        && before != null
        && incremental.ordered()
        && CursorText.compare(value, before) < 0) {
      throw new PermanentException(
          "the records are said to come in the order of '"
              + field.name()
              + "', but do not; sort them by a parameter, or say 'ordered: false'");
    }
    largest = later ? value : before;
  }

  /** Where a reading starts that goes on behind the records so far; only of ordered records. */
  Optional<Cursor> soFar() {
    return incremental.ordered()
        ? Optional.ofNullable(largest).map(CursorText::cursor)
        : Optional.empty();
  }

  /** Where the next reading starts; empty if nobody knows. Never before this one. */
  Optional<Cursor> next() {
    Object end = incremental.bound() instanceof Incremental.Bound.Largest ? largest : bound;
    if (end == null) {
      return Optional.empty();
    }
    boolean back = since != null && CursorText.compare(end, since) < 0;
    return Optional.of(CursorText.cursor(back && since != null ? since : end));
  }

  /** What a resumed scan has to know of the one before. */
  String kept() {
    Object end = incremental.bound() instanceof Incremental.Bound.Largest ? largest : bound;
    return end == null ? "" : CursorText.text(end);
  }

  long missing() {
    return missing;
  }
}
