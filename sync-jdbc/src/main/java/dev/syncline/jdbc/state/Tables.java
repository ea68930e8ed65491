package dev.syncline.jdbc.state;

import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** The open tables of a state store: runs work in transactions and turns SQL errors into ours. */
final class Tables {
  private final Database database;
  private final Trouble trouble;
  private final Optional<Clock> clock;
  private final Packing packing;

  Tables(Database database, Trouble trouble, Optional<Clock> clock, Packing packing) {
    this.packing = packing;
    this.database = database;
    this.trouble = trouble;
    this.clock = clock;
  }

  Packing packing() {
    return packing;
  }

  Dialect dialect() {
    return database.dialect();
  }

  /** Runs queries, each of which sees what was committed before it. */
  <T> T read(Work<T> work) {
    try (Connection connection = database.connect()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failure(e);
    } catch (SyncException e) {
      throw trouble.explained(e);
    }
  }

  /** Runs work in one transaction. */
  <T> T write(boolean powerSafe, Work<T> work) {
    try (Transaction transaction = database.write(powerSafe)) {
      T result = work.on(transaction.connection());
      transaction.commit();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    } catch (SyncException e) {
      throw trouble.explained(e);
    }
  }

  Transaction begin() {
    try {
      return database.write(true);
    } catch (SyncException e) {
      throw trouble.explained(e);
    }
  }

  RuntimeException failure(SQLException e) {
    return trouble.with(e);
  }

  /** Looks for damage that nobody has met yet. */
  Optional<String> findDamage() {
    return read(connection -> dialect().findDamage(connection));
  }

  /** The time by the one clock of all runners, in milliseconds since 1970. */
  long now(Connection connection) throws SQLException {
    if (clock.isPresent()) {
      return clock.get().millis();
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT " + dialect().epochMillis())) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Something to be done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
