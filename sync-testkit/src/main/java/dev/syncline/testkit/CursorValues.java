package dev.syncline.testkit;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.LogicalType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** Cursors of {@link ListSource}: the logical type and the text of a value, so that both return. */
final class CursorValues {

  static final int FORM = 1;

  private CursorValues() {}

  static Cursor encode(Object value) {
    return new Cursor(FORM, LogicalType.of(value).name() + ":" + value);
  }

  static Object decode(Cursor cursor) {
    int colon = cursor.token().indexOf(':');
    if (cursor.form() != FORM || colon < 0) {
      throw new CursorRefusedException(
          "the list source does not know cursors of form " + cursor.form() + "; it writes form 1");
    }
    String text = cursor.token().substring(colon + 1);
    return switch (cursor.token().substring(0, colon)) {
      case "INTEGER" -> Long.valueOf(text);
      case "STRING" -> text;
      case "TIMESTAMP" -> Instant.parse(text);
      case "LOCAL_TIMESTAMP" -> LocalDateTime.parse(text);
      default ->
          throw new PermanentException(
              "the list source cannot go by a cursor of this type; use an integer, a text or a"
                  + " timestamp");
    };
  }

  static Optional<Cursor> rewind(Cursor cursor, Duration by) {
    Object value = decode(cursor);
    if (value instanceof Instant time) {
      return Optional.of(encode(time.minus(by)));
    }
    if (value instanceof LocalDateTime time) {
      return Optional.of(encode(time.minus(by)));
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // one field has values of one type, and all of them compare
  static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
