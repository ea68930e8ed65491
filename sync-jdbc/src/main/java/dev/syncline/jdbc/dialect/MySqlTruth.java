package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * BOOLEAN, TINYINT(1) and BIT(1), which drivers do not tell apart. A TINYINT(1) may hold more than
 * 0 and 1, of which drivers make true: then it is a number.
 */
final class MySqlTruth {
  /** Of a byte with or without a sign; the database knows which, and refuses the others. */
  private static final ColumnWriter NUMBERS =
      Writers.integer(BigInteger.valueOf(-128), BigInteger.valueOf(255));

  static final ColumnType TYPE =
      ColumnType.of(LogicalType.BOOLEAN, MySqlTruth::read, MySqlTruth::write);

  private MySqlTruth() {}

  private static @Nullable Object read(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return value == 0 || value == 1 ? (Object) (value == 1) : (Object) value;
  }

  private static Object write(Object value) throws DoesNotFit {
    boolean number = value instanceof Long || value instanceof BigDecimal;
    if (!number) {
      return Writers.bool(value);
    }
    Object whole = NUMBERS.encode(value);
    return whole.equals(0L) || whole.equals(1L) ? (Object) whole.equals(1L) : whole;
  }
}
