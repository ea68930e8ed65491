package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.destination.WriteResult.Retry;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The point in a shared transaction before a batch. After a deadlock or a lock that was waited for
 * too long, databases take back a statement or the whole transaction. Where the point is still
 * there, so is all that came before it: going back to it proves that nothing of the batch was
 * applied.
 */
final class BatchPoint {
  private static final String NAME = "syncline_point";

  private final Connection connection;
  private final Dialect dialect;

  private BatchPoint(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  static BatchPoint in(Connection connection, Dialect dialect) throws SQLException {
    Dialect.run(connection, "SAVEPOINT " + NAME);
    return new BatchPoint(connection, dialect);
  }

  void release() throws SQLException {
    if (dialect.releasesSavepoints()) {
      Dialect.run(connection, "RELEASE SAVEPOINT " + NAME);
    }
  }

  /**
   * Goes back, and asks to try all changes again later.
   *
   * @throws SQLException the error itself, if it will not pass or the transaction is gone
   */
  List<WriteResult> backFrom(SQLException wrapped, int changes) throws SQLException {
    SQLException error = Dialect.root(wrapped);
    if (dialect.classify(error) != Failure.RETRYABLE) {
      throw wrapped;
    }
    try {
      Dialect.run(connection, "ROLLBACK TO SAVEPOINT " + NAME);
      release();
    } catch (SQLException gone) {
      wrapped.addSuppressed(gone);
      throw wrapped;
    }
    return Collections.nCopies(changes, new Retry(dialect.reason(error), Optional.empty()));
  }
}
