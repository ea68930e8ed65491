package dev.syncline.benchmarks.ratios;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row as a program reads and writes it: every cell in its own type. */
final class CustomerRow {
  private static final int FIRST_TEXT = 1;
  private static final int LAST_TEXT = 8;

  private CustomerRow() {}

  static Object[] read(ResultSet row, Database database) throws SQLException {
    Object[] values = new Object[Customers.COLUMNS.size()];
    values[0] = row.getLong(1);
    for (int i = FIRST_TEXT; i <= LAST_TEXT; i++) {
      values[i] = row.getString(i + 1);
    }
    values[9] = row.getBigDecimal(10);
    values[10] = row.getBoolean(11);
    values[11] =
        database == Database.SQLITE ? row.getString(12) : row.getObject(12, OffsetDateTime.class);
    return values;
  }

  /** Trims the texts in place. */
  static Object[] trim(Object[] row) {
    for (int i = FIRST_TEXT; i <= LAST_TEXT; i++) {
      row[i] = row[i] instanceof String text ? text.strip() : row[i];
    }
    return row;
  }

  static void bind(Object[] row, PreparedStatement statement) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      statement.setObject(i + 1, row[i]);
    }
  }
}
