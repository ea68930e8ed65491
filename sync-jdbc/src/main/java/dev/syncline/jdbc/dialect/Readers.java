package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The readers that dialects share. A value for which Java has no such form (a time of 30 hours, the
 * day 0000-00-00, an infinite timestamp) is read as the text that the database prints, so that it
 * is rejected with a reason further on and does not stop the scan.
 */
final class Readers {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private static final Pattern ZERO_DATE =
      Pattern.compile("0000-\\d\\d-\\d\\d|\\d{4}-00-\\d\\d|\\d{4}-\\d\\d-00");

  private Readers() {}

  static @Nullable Object bool(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Object integer(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Object bigInteger(ResultSet row, int column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? null : narrow(value.toBigIntegerExact());
  }

  static Object narrow(BigInteger value) {
    boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    return fits ? (Object) value.longValue() : value;
  }

  static @Nullable Object decimal(ResultSet row, int column) throws SQLException {
    return orText(row, column, () -> row.getBigDecimal(column));
  }

  /** Printed with a currency and groups of digits, such as {@code -$1,234.56}. */
  static @Nullable Object money(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    String digits = text.replaceAll("[^0-9]", "");
    int point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    String behind = point < 0 ? "" : text.substring(point + 1).replaceAll("[^0-9]", "");
    boolean negative = text.indexOf('-') >= 0 || text.indexOf('(') >= 0;
    if (digits.isEmpty() || behind.length() == 3) {
      // A point, or between groups of digits? What is not known is not guessed.
      return text;
    }
    var amount = new BigDecimal(new BigInteger(digits), behind.length());
    return negative ? amount.negate() : amount;
  }

  static @Nullable Object float64(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  /**
   * The shortest number that stands for the same 32 bits: drivers disagree with themselves on the
   * widened value, by text or binary transfer.
   */
  static @Nullable Object float32(ResultSet row, int column) throws SQLException {
    float value = row.getFloat(column);
    return row.wasNull() ? null : Double.parseDouble(Float.toString(value));
  }

  static @Nullable Object text(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  static byte @Nullable [] bytes(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  /** The MariaDB driver makes null of the day 0000-00-00; only the text tells it from null. */
  static @Nullable Object date(ResultSet row, int column) throws SQLException {
    return orText(
        row,
        column,
        () -> {
          LocalDate value = row.getObject(column, LocalDate.class);
          return value == null || infinite(value.getYear()) ? row.getString(column) : value;
        });
  }

  static @Nullable Object time(ResultSet row, int column) throws SQLException {
    return orText(row, column, () -> row.getObject(column, LocalTime.class));
  }

  static @Nullable Object localTimestamp(ResultSet row, int column) throws SQLException {
    return orText(
        row,
        column,
        () -> {
          LocalDateTime value = row.getObject(column, LocalDateTime.class);
          return value == null || infinite(value.getYear()) ? row.getString(column) : value;
        });
  }

  static @Nullable Object instant(ResultSet row, int column) throws SQLException {
    return orText(
        row,
        column,
        () -> {
          OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
          if (value == null) {
            return null;
          }
          return infinite(value.getYear()) ? row.getString(column) : value.toInstant();
        });
  }

  /** A timestamp that the session, set to UTC, prints without its zone. */
  static @Nullable Object utcTimestamp(ResultSet row, int column) throws SQLException {
    return localTimestamp(row, column) instanceof LocalDateTime value
        ? value.toInstant(ZoneOffset.UTC)
        : row.getString(column);
  }

  static ColumnReader withoutZeroDates(ColumnReader reader) {
    return (row, column) -> {
      Object value = reader.read(row, column);
      return value instanceof String text && isZeroDate(text) ? null : value;
    };
  }

  /** Whether a text is a day of MySQL without a year, a month or a day. */
  static boolean isZeroDate(String text) {
    return ZERO_DATE.matcher(text).lookingAt();
  }

  private static boolean infinite(int year) {
    return year > 300_000 || year < -300_000;
  }

  private static @Nullable Object orText(ResultSet row, int column, Cell cell) throws SQLException {
    try {
      return cell.read();
    } catch (SQLException | ArithmeticException | DateTimeException | NumberFormatException e) {
      String text = row.getString(column);
      if (text == null && e instanceof SQLException failure) {
        throw failure;
      }
      return text;
    }
  }

  @FunctionalInterface
  private interface Cell {
    @Nullable Object read() throws SQLException;
  }
}
