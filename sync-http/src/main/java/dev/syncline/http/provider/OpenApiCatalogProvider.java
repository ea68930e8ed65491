package dev.syncline.http.provider;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.http.catalog.OpenApiCatalog;
import dev.syncline.http.catalog.OpenApiSettings;
import dev.syncline.http.client.ApiClient;

/** Makes catalogs of type {@code openapi}, over connections of type {@code http}. */
public final class OpenApiCatalogProvider implements CatalogProvider {

  @Override
  public String type() {
    return "openapi";
  }

  @Override
  public Options options() {
    return OpenApiSettings.OPTIONS;
  }

  @Override
  public Catalog create(ComponentConfig config, ComponentContext context) {
    var settings = OpenApiSettings.of(config);
    return new OpenApiCatalog(
        () -> context.connection(settings.connection(), ApiClient.class), settings);
  }
}
