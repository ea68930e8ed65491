package dev.syncline.jdbc;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSettings;
import dev.syncline.api.config.ConnectionSpec;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/**
 * How a database is reached, as data: {@code JdbcConnection.url("jdbc:postgresql://host/shop")
 * .user("sync").password(secret)}. Immutable; every method answers a changed copy.
 */
public final class JdbcConnection implements ConnectionSettings {
  /** The size of a pool for which nothing else is said. */
  static final int DEFAULT_POOL_SIZE = 8;

  private final String url;
  private final Optional<String> user;
  private final Optional<String> password;
  private final Optional<Integer> maxPoolSize;

  private JdbcConnection(
      String url, Optional<String> user, Optional<String> password, Optional<Integer> maxPoolSize) {
    this.url = Objects.requireNonNull(url, "url");
    this.user = user;
    this.password = password;
    this.maxPoolSize = maxPoolSize;
  }

  /** A database by its JDBC URL. */
  public static JdbcConnection url(String url) {
    return new JdbcConnection(url, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** With this user. */
  public JdbcConnection user(String name) {
    return new JdbcConnection(url, Optional.of(name), password, maxPoolSize);
  }

  /** With this password; it is printed nowhere. */
  public JdbcConnection password(String secret) {
    return new JdbcConnection(url, user, Optional.of(secret), maxPoolSize);
  }

  /**
   * With at most this many open connections, at least 1. Every run needs one to read and one to
   * write at the same time.
   */
  public JdbcConnection maxPoolSize(int connections) {
    if (connections < 1) {
      throw new IllegalArgumentException("maxPoolSize must be at least 1, not " + connections);
    }
    return new JdbcConnection(url, user, password, Optional.of(connections));
  }

  /** The connection as data, of type {@code jdbc}. */
  @Override
  public ConnectionSpec toSpec() {
    var config = new LinkedHashMap<String, Object>();
    config.put("url", url);
    user.ifPresent(name -> config.put("user", name));
    password.ifPresent(secret -> config.put("password", secret));
    maxPoolSize.ifPresent(size -> config.put("maxPoolSize", size));
    return new ConnectionSpec("jdbc", ComponentConfig.of(config));
  }

  /** Opens nothing yet: the pool connects when it is first used. */
  public JdbcPool open() {
    return JdbcPool.of(url, user, password, maxPoolSize.orElse(DEFAULT_POOL_SIZE));
  }

  /** The URL without secrets. */
  @Override
  public String toString() {
    return JdbcPool.masked(url);
  }
}
