package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.Options;
import dev.syncline.jdbc.JdbcPool;

/** Makes connections of type {@code jdbc}. */
public final class JdbcConnectionProvider implements ConnectionProvider {

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public Options options() {
    return JdbcPool.OPTIONS;
  }

  @Override
  public Connection create(ComponentConfig config, ComponentContext context) {
    return JdbcPool.of(config);
  }
}
