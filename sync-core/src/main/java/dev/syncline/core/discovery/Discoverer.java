package dev.syncline.core.discovery;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.wiring.Components;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a catalog, compares, makes definitions and tables, and remembers. */
public final class Discoverer {
  private final Components components;
  private final Clock clock;
  private final Consumer<SyncDefinition> accept;

  /**
   * @param accept is told of syncs whose source may have another schema from now on
   */
  public Discoverer(Components components, Clock clock, Consumer<SyncDefinition> accept) {
    this.components = components;
    this.clock = clock;
    this.accept = accept;
  }

  /**
   * Asks.
   *
   * @param accepts whether changes that would freeze are wanted
   */
  public Discovery discover(CatalogDefinition catalog, boolean accepts) {
    var file = new CatalogFile(catalog.remember());
    Optional<Remembered> before = file.read();
    List<Entity> now;
    try {
      now = chosen(catalog, ask(catalog));
    } catch (ConfigurationException e) {
      throw e;
    } catch (SyncException e) {
      return recalled(catalog, before, Optional.of(String.valueOf(e.getMessage())));
    }
    List<Entity> known = before.map(Remembered::entities).orElse(List.of());
    if (now.isEmpty() && !known.isEmpty()) {
      String why =
          "it lists none of the "
              + known.size()
              + " entities that it listed before, which is taken for a mistake; take the file '"
              + catalog.remember()
              + "' away if it is none";
      return recalled(catalog, before, Optional.of(why));
    }
    var comparison = new Comparison(catalog.schemaDrift(), accepts);
    comparison.compare(known, now);
    return discovered(catalog, comparison, file);
  }

  private List<Entity> ask(CatalogDefinition definition) {
    try (Catalog catalog =
        components.catalog(definition.name(), definition.type(), definition.config())) {
      return catalog.entities();
    }
  }

  private static List<Entity> chosen(CatalogDefinition catalog, List<Entity> told) {
    var chosen = new ArrayList<Entity>();
    for (Entity entity : told) {
      if (catalog.choice().takes(entity.name())) {
        chosen.add(keyed(entity, catalog.keys().get(entity.name())));
      }
    }
    return chosen;
  }

  private static Entity keyed(Entity entity, @Nullable List<String> key) {
    if (key == null) {
      return entity;
    }
    for (String field : key) {
      if (entity.schema().indexOf(field).isEmpty()) {
        throw new ConfigurationException(
            "'keys' names '" + field + "', which is no field of '" + entity.name() + "'");
      }
    }
    SourceSpec source = entity.source();
    return new Entity(
        entity.name(),
        entity.schema(),
        SourceSpec.of(source.type(), source.config().with("key", key)),
        entity.tracking(),
        entity.parents());
  }

  private Discovery discovered(CatalogDefinition catalog, Comparison comparison, CatalogFile file) {
    var remembered = new Remembered(comparison.agreed(), comparison.held());
    var definitions = new Definitions(catalog, remembered.runnable());
    Map<Entity, SyncDefinition> syncs = definitions.make();
    var tables = new Tables(components);
    syncs.forEach(
        (entity, sync) -> {
          if (comparison.accepted().contains(entity.name())) {
            accept.accept(sync);
          }
          tables.make(entity, sync);
        });
    file.write(catalog.name(), clock.instant(), remembered);
    var notices = new ArrayList<>(definitions.notices());
    notices.addAll(tables.notices());
    held(remembered).ifPresent(notices::add);
    return new Discovery(
        catalog.name(),
        comparison.agreed(),
        List.copyOf(syncs.values()),
        comparison.changes(),
        tables.alterations(),
        notices,
        Optional.empty());
  }

  /** The definitions of what is remembered; nothing is asked. */
  public Discovery recall(CatalogDefinition catalog) {
    return recalled(catalog, new CatalogFile(catalog.remember()).read(), Optional.empty());
  }

  private static Discovery recalled(
      CatalogDefinition catalog, Optional<Remembered> before, Optional<String> failure) {
    Remembered known = before.orElse(Remembered.NOTHING);
    var definitions = new Definitions(catalog, known.runnable());
    List<SyncDefinition> syncs = List.copyOf(definitions.make().values());
    var notices = new ArrayList<>(definitions.notices());
    held(known).ifPresent(notices::add);
    return new Discovery(
        catalog.name(), known.entities(), syncs, List.of(), List.of(), notices, failure);
  }

  private static Optional<String> held(Remembered known) {
    return known.held().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not synced until their changes are accepted: " + String.join(", ", known.held()));
  }
}
