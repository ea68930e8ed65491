package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.JdbcStateStore;

/**
 * Makes state stores of type {@code jdbc}: over the {@code connection} that it names, or over its
 * own, from {@code url}, {@code user}, {@code password} and {@code maxPoolSize}.
 */
public final class JdbcStateStoreProvider implements StateStoreProvider {

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public StateStore create(ComponentConfig config, ComponentContext context) {
    if (config.has("connection")) {
      config.allow("connection");
      return JdbcStateStore.of(context.connection(config.string("connection"), JdbcPool.class));
    }
    return JdbcStateStore.owning(JdbcPool.of(config));
  }
}
