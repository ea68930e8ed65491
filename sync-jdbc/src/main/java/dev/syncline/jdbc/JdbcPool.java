package dev.syncline.jdbc;

import dev.syncline.api.Check;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.PooledDataSource;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Open connections to one database, shared by all syncs that name it.
 *
 * <p><b>Lifecycle.</b> Connects at its first use. {@link #close} closes the pool, but never a
 * DataSource that the application brought along.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Errors.</b> A wrong URL, a missing driver or a refused password is a {@link
 * dev.syncline.api.error.PermanentException}, a database that cannot be reached now a {@link
 * dev.syncline.api.error.RetryableException}; each says it in one sentence without secrets.
 */
public final class JdbcPool implements Connection {
  private static final int MOST_CONNECTIONS = 1_000;

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("url", Shape.TEXT, "the JDBC URL, such as jdbc:sqlite:shop.db"),
          Option.of("user", Shape.TEXT, "the user"),
          Option.of("password", Shape.TEXT, "the password, best from the environment"),
          Option.of(
              "maxPoolSize",
              Shape.whole(1, MOST_CONNECTIONS),
              JdbcConnection.DEFAULT_POOL_SIZE,
              "how many connections are open at once, at most"));

  private final DataSource source;
  private final Runnable onClose;
  private final Database database;

  private JdbcPool(DataSource source, Runnable onClose) {
    this.source = source;
    this.onClose = onClose;
    this.database = Database.over(source);
  }

  /** Over a DataSource of the application, which stays its owner. */
  public static JdbcPool over(DataSource source) {
    return new JdbcPool(Objects.requireNonNull(source, "source"), () -> {});
  }

  /**
   * From the settings {@code url}, {@code user}, {@code password} and {@code maxPoolSize}.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static JdbcPool of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    return of(
        config.string("url"),
        config.optionalString("user"),
        config.optionalString("password"),
        config.integer("maxPoolSize", JdbcConnection.DEFAULT_POOL_SIZE, 1, MOST_CONNECTIONS));
  }

  static JdbcPool of(
      String url, Optional<String> user, Optional<String> password, int maxPoolSize) {
    var pool = new PooledDataSource(url, user, password, maxPoolSize);
    return new JdbcPool(pool, pool::close);
  }

  static String masked(String url) {
    return new PooledDataSource(url, Optional.empty(), Optional.empty(), 1).toString();
  }

  /** The connections, for the application's own use. */
  public DataSource dataSource() {
    return source;
  }

  @Override
  public Check check() {
    return database.check();
  }

  @Override
  public void close() {
    onClose.run();
  }

  /** The URL without secrets. */
  @Override
  public String toString() {
    return "JdbcPool[" + database + "]";
  }
}
