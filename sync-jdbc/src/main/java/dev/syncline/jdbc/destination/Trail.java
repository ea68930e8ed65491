package dev.syncline.jdbc.destination;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is kept of the rows that a table held, beside the table, in the same transaction. */
interface Trail {

  /**
   * Follows operations that were executed. Doing so again for the same ones adds nothing: what was
   * kept last of a row is compared with what the table holds.
   *
   * @param now the time, as the database binds it
   */
  void follow(Connection connection, List<Operation> operations, Object now) throws SQLException;
}
