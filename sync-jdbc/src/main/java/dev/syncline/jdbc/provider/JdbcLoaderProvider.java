package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.destination.JdbcLoader;
import dev.syncline.jdbc.destination.TableSettings;

/** Makes loaders of type {@code jdbc}. */
public final class JdbcLoaderProvider implements LoaderProvider {

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public Options options() {
    return TableSettings.OPTIONS;
  }

  @Override
  public Loader create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    var settings = TableSettings.of(config);
    return new JdbcLoader(
        () -> Database.over(context.connection(name, JdbcPool.class).dataSource()),
        settings,
        context.clock());
  }
}
