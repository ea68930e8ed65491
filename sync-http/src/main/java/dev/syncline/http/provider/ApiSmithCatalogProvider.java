package dev.syncline.http.provider;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.http.catalog.ApiSmithCatalog;
import dev.syncline.http.catalog.ApiSmithSettings;
import dev.syncline.http.client.ApiClient;

/** Makes catalogs of type {@code apismith}, over connections of type {@code http}. */
public final class ApiSmithCatalogProvider implements CatalogProvider {

  @Override
  public String type() {
    return "apismith";
  }

  @Override
  public Options options() {
    return ApiSmithSettings.OPTIONS;
  }

  @Override
  public Catalog create(ComponentConfig config, ComponentContext context) {
    var settings = ApiSmithSettings.of(config);
    return new ApiSmithCatalog(
        () -> context.connection(settings.connection(), ApiClient.class), settings);
  }
}
