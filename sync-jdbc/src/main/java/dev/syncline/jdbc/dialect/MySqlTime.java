package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.LogicalType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TIME of MySQL, which goes from -838:59:59 to 838:59:59. Within a day it is a time of day; else
 * it stays the text that the database prints. Drivers fold 25:00:00 into the next day without a
 * word, so that only the text is asked for.
 */
final class MySqlTime {
  private static final Pattern FORM =
      Pattern.compile("(-?)(\\d{2,3}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,6}))?");
  private static final int MOST_HOURS = 838;

  private MySqlTime() {}

  static ColumnType type(int digits) {
    ColumnType day = ColumnTypes.time(digits);
    return ColumnType.of(
        LogicalType.TIME,
        day.limits(),
        MySqlTime::read,
        value ->
            value instanceof String text && FORM.matcher(text).matches()
                ? encode(text, digits)
                : day.writer().encode(value));
  }

  private static @Nullable Object read(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      return shortest(text);
    }
  }

  /** The database prints as many fractional digits as the column has. */
  private static String shortest(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
  }

  private static Object encode(String text, int digits) throws DoesNotFit {
    Matcher parts = FORM.matcher(shortest(text));
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > MOST_HOURS) {
      throw new DoesNotFit("takes times from -838:59:59 to 838:59:59");
    }
    String fraction = parts.group(5);
    if (fraction != null && fraction.length() > digits) {
      throw new DoesNotFit(
          "keeps " + digits + " fractional digits of a second and the value has more");
    }
    return shortest(text);
  }
}
