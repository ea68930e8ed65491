package dev.syncline.jdbc.database;

import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction with its connection. Rolled back when it is closed, unless committed.
 *
 * <p><b>Threading.</b> Used by one thread at a time.
 */
public final class Transaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Connection connection;
  private final Dialect dialect;
  private final Runnable after;
  private boolean committed;
  private boolean closed;

  Transaction(Connection connection, Dialect dialect, Runnable after) {
    this.connection = connection;
    this.dialect = dialect;
    this.after = after;
  }

  /** The connection; neither to be committed nor closed. */
  public Connection connection() {
    return connection;
  }

  /** What differs from other databases. */
  public Dialect dialect() {
    return dialect;
  }

  /** Commits. */
  public void commit() throws SQLException {
    dialect.commit(connection);
    committed = true;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!committed) {
        dialect.rollback(connection);
      }
      dialect.leave(connection);
    } catch (SQLException e) {
      // The server rolls back by itself when the connection goes.
      LOG.debug("connection dropped: {}", e.getMessage());
      drop();
    } finally {
      giveBack();
      after.run();
    }
  }

  private void drop() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("connection not aborted: {}", e.getMessage());
    }
  }

  private void giveBack() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("connection not closed: {}", e.getMessage());
    }
  }
}
