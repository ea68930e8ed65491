package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.JdbcStateStore;

/**
 * Makes state stores of type {@code jdbc}: over the {@code connection} that it names, or over its
 * own, from {@code url}, {@code user}, {@code password} and {@code maxPoolSize}.
 */
public final class JdbcStateStoreProvider implements StateStoreProvider {
  private static final Options OPTIONS =
      Options.of(
              Option.of("connection", Shape.TEXT, "the connection to keep the state in; or a url"))
          .plus(JdbcPool.OPTIONS.allOptional());

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public Options options() {
    return OPTIONS;
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
