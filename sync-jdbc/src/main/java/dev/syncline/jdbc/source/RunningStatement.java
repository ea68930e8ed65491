package dev.syncline.jdbc.source;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statement that a reading waits for, so that another thread can cancel it. */
final class RunningStatement {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStatement.class);

  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

  /** A reading waits for this statement from now on. */
  <S extends Statement> S now(S statement) {
    running.set(statement);
    return statement;
  }

  void cancel() {
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It is over already, or the connection is.
        LOG.debug("a statement was not cancelled: {}", e.getMessage());
      }
    }
  }
}
