package dev.syncline.jdbc.source;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values as texts that can be read back: cursors (form 1) and resume positions. A value is a letter
 * for its type, a colon, and its printed form, which keeps every digit and nanosecond.
 */
final class Tokens {
  static final int FORM = 1;

  private Tokens() {}

  static Cursor cursor(Object value, String column) {
    return new Cursor(
        FORM,
        encode(value)
            .orElseThrow(
                () ->
                    new PermanentException(
                        "the column '"
                            + column
                            + "' cannot be a cursor: its values are neither numbers nor texts nor"
                            + " timestamps")));
  }

  /**
   * The value of a cursor.
   *
   * @throws CursorRefusedException if the cursor is not one of ours
   */
  static Object value(Cursor cursor) {
    if (cursor.form() != FORM) {
      throw new CursorRefusedException(
          "the cursor has form " + cursor.form() + " and this version reads form " + FORM);
    }
    try {
      return decode(cursor.token());
    } catch (PermanentException e) {
      throw new CursorRefusedException("'" + cursor.token() + "' is no cursor of this source", e);
    }
  }

  static Optional<String> encode(Object value) {
    if (value instanceof BigDecimal number) {
      return Optional.of("d:" + number.toPlainString());
    }
    if (value instanceof Boolean || value instanceof byte[]) {
      return Optional.empty();
    }
    return Optional.of(letter(value) + ":" + value);
  }

  /** The type of a value, as tokens name it. */
  static char letter(Object value) {
    if (value instanceof Long || value instanceof BigInteger) {
      return 'i';
    } else if (value instanceof BigDecimal) {
      return 'd';
    } else if (value instanceof Double) {
      return 'f';
    } else if (value instanceof LocalDateTime) {
      return 't';
    } else if (value instanceof Instant) {
      return 'z';
    } else if (value instanceof LocalDate) {
      return 'y';
    } else if (value instanceof LocalTime) {
      return 'h';
    }
    return 's';
  }

  /** Compares two values of one kind; texts by their code units. */
  @SuppressWarnings("unchecked") // both have the same class, and all of these classes compare
  static int compare(Object a, Object b) {
    return a instanceof Number && b instanceof Number
        ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()))
        : ((Comparable<Object>) a).compareTo(b);
  }

  static Object decode(String token) {
    if (token.length() < 2 || token.charAt(1) != ':') {
      throw unreadable(token);
    }
    String text = token.substring(2);
    try {
      return switch (token.charAt(0)) {
        case 'i' -> whole(new BigInteger(text));
        case 'd' -> new BigDecimal(text);
        case 'f' -> Double.valueOf(text);
        case 't' -> LocalDateTime.parse(text);
        case 'z' -> Instant.parse(text);
        case 'y' -> LocalDate.parse(text);
        case 'h' -> LocalTime.parse(text);
        case 's' -> text;
        default -> throw unreadable(token);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw unreadable(token);
    }
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  private static PermanentException unreadable(String token) {
    return new PermanentException(
        "'" + token + "' is no position of this source; start again with a full scan");
  }

  /** Several texts in one, each behind its length. */
  static String join(List<String> texts) {
    var joined = new StringBuilder();
    texts.forEach(text -> joined.append(text.length()).append(':').append(text));
    return joined.toString();
  }

  static List<String> split(String joined) {
    var texts = new ArrayList<String>();
    int at = 0;
    while (at < joined.length()) {
      int colon = joined.indexOf(':', at);
      try {
        int length = Integer.parseInt(joined.substring(at, colon));
        texts.add(joined.substring(colon + 1, colon + 1 + length));
        at = colon + 1 + length;
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw unreadable(joined);
      }
    }
    return texts;
  }
}
