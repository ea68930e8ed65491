package dev.syncline.testkit.discovery;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A catalog that says what a test lets it say. */
public final class ToldCatalog implements CatalogProvider {
  static final Map<String, Supplier<List<Entity>>> SOURCES = new ConcurrentHashMap<>();

  /** For the service loader. */
  public ToldCatalog() {}

  @Override
  public String type() {
    return "told";
  }

  @Override
  public Catalog create(ComponentConfig config, ComponentContext context) {
    Supplier<List<Entity>> source = SOURCES.getOrDefault(config.string("of"), List::of);
    return new Catalog() {
      @Override
      public List<Entity> entities() {
        return source.get();
      }

      @Override
      public void close() {}
    };
  }
}
