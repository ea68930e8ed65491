package dev.syncline.api.catalog;

import java.util.List;

/**
 * Says what another system holds: the tables of a database, the lists of an API.
 *
 * <p><b>Lifecycle.</b> Made from configuration by a {@link CatalogProvider}; {@link #entities} asks
 * the other system each time it is called; {@link #close} ends it.
 *
 * <p><b>Threading.</b> Called by one thread at a time.
 *
 * <p><b>Errors.</b> An answer that cannot be understood as a whole is a {@link
 * dev.syncline.api.error.PermanentException}; what may work later is a {@link
 * dev.syncline.api.error.RetryableException}. Half a catalog is never answered: entities that are
 * missing are taken for gone.
 */
public interface Catalog extends AutoCloseable {

  /** All entities, in the order of the other system; their names differ. */
  List<Entity> entities();

  /** Releases everything; a second call does nothing. Connections belong to the engine. */
  @Override
  void close();
}
