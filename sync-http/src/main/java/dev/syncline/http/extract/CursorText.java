package dev.syncline.http.extract;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Cursor values as the texts of cursors and back. All methods are pure. */
final class CursorText {
  private static final int FORM = 1;

  private CursorText() {}

  static Cursor cursor(Object value) {
    return new Cursor(FORM, text(value));
  }

  /** A value as a text that says its type. */
  static String text(Object value) {
    if (value instanceof Instant) {
      return "t:" + value;
    }
    if (value instanceof LocalDateTime) {
      return "l:" + value;
    }
    if (value instanceof LocalDate) {
      return "d:" + value;
    }
    if (value instanceof BigDecimal || value instanceof Double) {
      return "n:" + value;
    }
    return (value instanceof Long || value instanceof BigInteger ? "i:" : "s:") + value;
  }

  static Object value(Cursor cursor) {
    if (cursor.form() != FORM) {
      throw new CursorRefusedException(
          "the stored cursor has the form " + cursor.form() + ", which this version cannot read");
    }
    try {
      return value(cursor.token());
    } catch (PermanentException e) {
      throw new CursorRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  static Object value(String text) {
    try {
      String rest = text.substring(2);
      return switch (text.charAt(0)) {
        case 't' -> Instant.parse(rest);
        case 'l' -> LocalDateTime.parse(rest);
        case 'd' -> LocalDate.parse(rest);
        case 'n' -> new BigDecimal(rest);
        case 'i' -> integer(new BigInteger(rest));
        case 's' -> rest;
        default -> throw new IllegalArgumentException();
      };
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new PermanentException("the stored cursor is not one of an API");
    }
  }

  private static Object integer(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  /**
   * Compares two cursor values of one type.
   *
   * @throws PermanentException if they have different types
   */
  static int compare(Object a, Object b) {
    if (a instanceof Number && b instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    if (a instanceof Instant one && b instanceof Instant other) {
      return one.compareTo(other);
    }
    if (a instanceof LocalDateTime one && b instanceof LocalDateTime other) {
      return one.compareTo(other);
    }
    if (a instanceof LocalDate one && b instanceof LocalDate other) {
      return one.compareTo(other);
    }
    if (a instanceof String one && b instanceof String other) {
      return one.compareTo(other);
    }
    throw new PermanentException(
        "the cursor's type has changed from "
            + a.getClass().getSimpleName()
            + " to "
            + b.getClass().getSimpleName()
            + "; reset the sync");
  }
}
