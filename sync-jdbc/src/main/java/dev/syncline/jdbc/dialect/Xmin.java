package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * PostgreSQL's own row versions: {@code xmin}, the transaction that wrote a row. The bound is the
 * oldest transaction that is still at work.
 *
 * <p>A row keeps the lower 32 bits only. A row that was written more than two thousand million
 * transactions ago may look like a new one; it is read again, and is unchanged. A new row never
 * looks old.
 */
final class Xmin implements RowVersions {
  private static final long ROUND = 1L << 32;
  private static final long HALF = 1L << 31;

  @Override
  public long bound(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** By the signed distance from the bound, as PostgreSQL itself compares. */
  @Override
  public String atLeast(long least, long bound) {
    return "((CAST(CAST(xmin AS text) AS bigint) - "
        + bound % ROUND
        + " + "
        + (ROUND + HALF)
        + ") % "
        + ROUND
        + ") - "
        + HALF
        + " >= "
        + (least - bound);
  }
}
