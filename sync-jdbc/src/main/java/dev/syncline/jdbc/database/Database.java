package dev.syncline.jdbc.database;

import dev.syncline.api.Check;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Dialects;
import dev.syncline.jdbc.dialect.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that we read and write: connections, transactions and its dialect.
 *
 * <p><b>Threading.</b> Safe for use by several threads. Writers to an SQLite file take turns here,
 * in the order in which they came, and do not fail as busy.
 */
public final class Database {
  private static final long TURN_SECONDS = 60;

  private final DataSource source;
  private final Optional<DriverDataSource> driver;
  private final Semaphore writer = new Semaphore(1, true);
  private volatile @Nullable Dialect dialect;

  Database(DataSource source, Optional<DriverDataSource> driver) {
    this.source = source;
    this.driver = driver;
  }

  /** The database behind a DataSource; one and the same for one and the same pool of ours. */
  public static Database over(DataSource source) {
    return source instanceof PooledDataSource pooled
        ? pooled.database()
        : new Database(source, Optional.empty());
  }

  /** What differs from other databases; connects if that is not known yet. */
  public Dialect dialect() {
    Dialect known = dialect;
    if (known == null) {
      try (Connection connection = connect()) {
        known = Dialects.of(connection.getMetaData());
        dialect = known;
      } catch (SQLException e) {
        throw connectFailure(e);
      }
    }
    return known;
  }

  /**
   * Refuses an SQLite file that is not there: opening it would make an empty one.
   *
   * @throws PermanentException naming the file
   */
  public void requireExisting() {
    Optional<Path> file = driver.flatMap(d -> d.url().sqliteFile());
    if (file.isPresent() && Files.notExists(file.get())) {
      throw new PermanentException("the SQLite file '" + file.get() + "' does not exist");
    }
  }

  /** Whether this is an SQLite file that is not there, so that connecting would make it. */
  public boolean isMissingFile() {
    return driver.flatMap(d -> d.url().sqliteFile()).filter(Files::notExists).isPresent();
  }

  /** A connection; to be closed. */
  public Connection connect() {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw connectFailure(e);
    }
  }

  private SyncException connectFailure(SQLException error) {
    if (driver.isPresent()) {
      return driver.get().failure(error);
    }
    String sentence = "cannot connect to the database: " + JdbcUrl.masked(firstLine(error));
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    return state.startsWith("08") || error instanceof java.sql.SQLTransientException
        ? new RetryableException(sentence, error)
        : new PermanentException(sentence, error);
  }

  private static String firstLine(SQLException error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  /** Starts a transaction that reads one state. */
  public Transaction read() {
    Dialect known = dialect();
    return begin(known, known::beginRead, () -> {});
  }

  /** Starts a transaction that writes, and whose commit survives the loss of power. */
  public Transaction write() {
    return write(true);
  }

  /** Starts a transaction that writes. */
  public Transaction write(boolean powerSafe) {
    Dialect known = dialect();
    Begin begin = connection -> known.beginWrite(connection, powerSafe);
    if (!known.writersTakeTurns()) {
      return begin(known, begin, () -> {});
    }
    try {
      if (!writer.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
        throw new RetryableException(this + " is being written by somebody else", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableException("interrupted while waiting to write " + this, e);
    }
    return begin(known, begin, writer::release);
  }

  private Transaction begin(Dialect known, Begin begin, Runnable after) {
    Connection connection;
    try {
      connection = connect();
    } catch (RuntimeException e) {
      after.run();
      throw e;
    }
    var transaction = new Transaction(connection, known, after);
    try {
      begin.on(connection);
      return transaction;
    } catch (SQLException e) {
      transaction.close();
      throw failure("cannot start a transaction", e);
    }
  }

  /**
   * An SQL error as our own.
   *
   * @param what the beginning of the sentence: what did not work
   */
  public SyncException failure(String what, SQLException wrapped) {
    SQLException error = Dialect.root(wrapped);
    Dialect known = dialect;
    if (known == null) {
      return connectFailure(error);
    }
    String sentence = what + ": " + known.reason(error);
    return known.classify(error) == Failure.RETRYABLE
        ? new RetryableException(sentence, error)
        : new PermanentException(sentence, error);
  }

  /** What the database says of an error, in one line without values. */
  public String reason(SQLException error) {
    Dialect known = dialect;
    SQLException root = Dialect.root(error);
    return known == null ? firstLine(root) : known.reason(root);
  }

  /** Whether an error says that what is stored here is no longer whole. */
  public boolean damaged(Throwable error) {
    Throwable cause = error instanceof SyncException ? error.getCause() : error;
    Dialect known = dialect;
    if (!(cause instanceof SQLException sql)) {
      return false;
    }
    SQLException root = Dialect.root(sql);
    return known == null ? Dialects.damaged(root) : known.damaged(root);
  }

  /** Tests that the database answers. */
  public Check check() {
    try (Connection connection = connect()) {
      var meta = connection.getMetaData();
      return Check.passed(
          "connected to " + meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion());
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return Check.failed(String.valueOf(connectFailure(e).getMessage()));
    }
  }

  /** The URL without secrets, if it is known. */
  @Override
  public String toString() {
    return driver.map(d -> d.url().toString()).orElse("the database");
  }

  @FunctionalInterface
  private interface Begin {
    void on(Connection connection) throws SQLException;
  }
}
