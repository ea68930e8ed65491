package dev.syncline.api.catalog;

import dev.syncline.api.config.Provider;

/** Makes catalogs of one type. */
public interface CatalogProvider extends Provider<Catalog> {}
