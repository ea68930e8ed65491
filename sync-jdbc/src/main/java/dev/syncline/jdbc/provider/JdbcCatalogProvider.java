package dev.syncline.jdbc.provider;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.catalog.CatalogSettings;
import dev.syncline.jdbc.catalog.JdbcCatalog;
import dev.syncline.jdbc.database.Database;

/** Makes catalogs of type {@code jdbc}. */
public final class JdbcCatalogProvider implements CatalogProvider {

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public Options options() {
    return CatalogSettings.OPTIONS;
  }

  @Override
  public Catalog create(ComponentConfig config, ComponentContext context) {
    var settings = CatalogSettings.of(config);
    return new JdbcCatalog(
        () -> Database.over(context.connection(settings.connection(), JdbcPool.class).dataSource()),
        settings);
  }
}
