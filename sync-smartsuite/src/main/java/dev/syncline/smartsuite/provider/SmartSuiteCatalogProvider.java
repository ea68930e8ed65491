package dev.syncline.smartsuite.provider;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.extract.TableCatalog;

/** Makes catalogs of type {@code smartsuite}. */
public final class SmartSuiteCatalogProvider implements CatalogProvider {

  @Override
  public String type() {
    return SmartSuiteConnectionProvider.TYPE;
  }

  @Override
  public Options options() {
    return TableCatalog.OPTIONS;
  }

  @Override
  public Catalog create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    return new TableCatalog(() -> context.connection(name, SmartSuiteClient.class), config);
  }
}
