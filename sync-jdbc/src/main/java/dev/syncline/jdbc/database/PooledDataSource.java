package dev.syncline.jdbc.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncline.api.error.PermanentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections that opens at its first use.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class PooledDataSource extends PlainDataSource implements AutoCloseable {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final DriverDataSource driver;
  private final int maxPoolSize;
  private final Database database;
  private @Nullable HikariDataSource pool;
  private boolean closed;

  /** A pool for a URL; nothing is opened yet. */
  public PooledDataSource(
      String url, Optional<String> user, Optional<String> password, int maxPoolSize) {
    this(url, user, password, maxPoolSize, Map.of());
  }

  /** A pool whose connections also get settings of their driver. */
  public PooledDataSource(
      String url,
      Optional<String> user,
      Optional<String> password,
      int maxPoolSize,
      Map<String, String> settings) {
    this.driver = new DriverDataSource(new JdbcUrl(url), user, password, settings);
    this.maxPoolSize = maxPoolSize;
    this.database = new Database(this, Optional.of(driver));
  }

  /** The database behind the pool. */
  public Database database() {
    return database;
  }

  /**
   * A connection of the pool.
   *
   * @throws dev.syncline.api.error.SyncException if none can be opened, with one clear sentence
   */
  @Override
  public Connection getConnection() {
    try {
      return open().getConnection();
    } catch (SQLException e) {
      throw driver.failure(e);
    }
  }

  private synchronized HikariDataSource open() throws SQLException {
    if (closed) {
      throw new PermanentException("the connection to " + driver.url() + " is closed");
    }
    if (pool == null) {
      // A pool that cannot start logs stack traces; a single connection just says why.
      driver.getConnection().close();
      var config = new HikariConfig();
      config.setDataSource(driver);
      config.setMaximumPoolSize(maxPoolSize);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(PATIENCE_MILLIS);
      config.setInitializationFailTimeout(-1);
      pool = new HikariDataSource(config);
    }
    return pool;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }

  /** The URL without secrets. */
  @Override
  public String toString() {
    return driver.url().toString();
  }
}
