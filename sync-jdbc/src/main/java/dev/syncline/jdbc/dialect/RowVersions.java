package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Versions that a database gives its rows by itself, with a bound below which no transaction is at
 * work any more: what changed is found without a column for it, however late it is committed.
 */
public interface RowVersions {

  /** The bound: every change of a lower version is committed or undone. */
  long bound(Connection connection) throws SQLException;

  /**
   * A condition for the rows of a version.
   *
   * @param least the lowest version
   * @param bound the bound of the transaction that reads
   */
  String atLeast(long least, long bound);
}
