package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts many rows by other means than statements. */
public interface BulkLoad {

  /** Whether this connection can do it. */
  boolean worksOn(Connection connection);

  /** Whether a value that a {@link ColumnWriter} made can be sent in this way. */
  boolean takes(@Nullable Object value);

  /**
   * Inserts rows, in their order.
   *
   * @param table the table as it stands in SQL
   * @param columns the names of the columns
   * @param rows values that {@link #takes} takes, by column
   * @param seconds after how long to give up
   * @throws SQLException if a row is refused; then none is in the table, and the transaction is
   *     spoilt back to the last savepoint
   */
  void insert(
      Connection connection,
      String table,
      List<String> columns,
      List<@Nullable Object[]> rows,
      int seconds)
      throws SQLException;

  /**
   * Makes an empty table that has these columns of another, and goes with the transaction.
   *
   * @return its name as it stands in SQL
   */
  String workTable(Connection connection, String table, List<String> columns) throws SQLException;

  /** Whether an error says that a row is there already. */
  boolean alreadyThere(SQLException error);
}
