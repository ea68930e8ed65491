package dev.syncline.core;

import dev.syncline.api.error.SyncException;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.discovery.Discoverer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asks several catalogs at once, each by itself. Safe for use by several threads. */
final class Discoveries {
  private final Discoverer discoverer;
  private final Optional<Executor> threads;

  Discoveries(Discoverer discoverer, Optional<Executor> threads) {
    this.discoverer = discoverer;
    this.threads = threads;
  }

  Discoverer one() {
    return discoverer;
  }

  List<Discovery> all(Collection<CatalogDefinition> catalogs) {
    if (threads.isEmpty()) {
      return catalogs.stream().map(this::alone).toList();
    }
    var asked = new ArrayList<CompletableFuture<Discovery>>();
    for (CatalogDefinition catalog : catalogs) {
      asked.add(CompletableFuture.supplyAsync(() -> alone(catalog), threads.get()));
    }
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /** What is wrong with one catalog is no matter of the others. */
  private Discovery alone(CatalogDefinition catalog) {
    try {
      return discoverer.discover(catalog, false);
    } catch (SyncException e) {
      return new Discovery(
          catalog.name(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
