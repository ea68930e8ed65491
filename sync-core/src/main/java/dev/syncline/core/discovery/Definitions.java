package dev.syncline.core.discovery;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the definitions of the entities of a catalog, parents before their children. */
final class Definitions {
  private final CatalogDefinition catalog;
  private final Map<String, Entity> entities = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Set<String> placed = new LinkedHashSet<>();
  private final List<Entity> ordered = new ArrayList<>();
  private final Set<List<String>> circles = new HashSet<>();
  private final List<String> notices = new ArrayList<>();

  Definitions(CatalogDefinition catalog, List<Entity> entities) {
    this.catalog = catalog;
    entities.forEach(entity -> this.entities.put(entity.name(), entity));
  }

  /** Those that can be made; why others cannot is told by {@link #notices}. */
  Map<Entity, SyncDefinition> make() {
    entities.values().forEach(entity -> place(entity, new LinkedHashSet<>()));
    var made = new LinkedHashMap<Entity, SyncDefinition>();
    for (Entity entity : ordered) {
      definition(entity).ifPresent(sync -> made.put(entity, sync));
    }
    return made;
  }

  List<String> notices() {
    return notices;
  }

  private void place(Entity entity, Set<String> path) {
    if (placed.contains(entity.name())) {
      return;
    }
    path.add(entity.name());
    for (EntityParent parent : entity.parents()) {
      Entity up = entities.get(parent.entity());
      if (up == null || up == entity) {
        continue;
      }
      if (path.contains(up.name())) {
        circles.add(List.of(entity.name(), up.name()));
        notices.add(
            "'"
                + entity.name()
                + "' and '"
                + up.name()
                + "' are each other's parents: records of '"
                + entity.name()
                + "' do not wait for those of '"
                + up.name()
                + "'");
      } else {
        place(up, path);
      }
    }
    path.remove(entity.name());
    placed.add(entity.name());
    ordered.add(entity);
  }

  private Optional<SyncDefinition> definition(Entity entity) {
    if (entity.key().isEmpty()) {
      notices.add(
          "'"
              + entity.name()
              + "' has no key, so that nobody can tell its records apart; it is not synced until"
              + " 'keys' names one");
      return Optional.empty();
    }
    String name = nameOf(entity);
    String other = owners.put(name, entity.name());
    if (other != null) {
      throw new ConfigurationException(
          "the entities '"
              + other
              + "' and '"
              + entity.name()
              + "' would both be synced as '"
              + name
              + "'; choose one of them by 'entities' or 'except'");
    }
    var builder =
        SyncDefinition.builder(name)
            .source(entity.source())
            .destination(new Filling(catalog.name(), entity).fill(catalog.destination()))
            .delta(delta(entity))
            .deletes(catalog.deletes())
            .schemaDrift(catalog.schemaDrift());
    if (catalog.linksParents()) {
      entity.parents().forEach(parent -> link(builder, entity, parent));
    }
    catalog.customize().ifPresent(more -> more.accept(entity, builder));
    return Optional.of(builder.build());
  }

  private String nameOf(Entity entity) {
    return catalog
        .names()
        .replace("{catalog}", catalog.name())
        .replace("{entity}", entity.name())
        .replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private Delta delta(Entity entity) {
    boolean cursor = entity.source().cursor().isPresent();
    Delta delta =
        Delta.of(
            catalog
                .delta()
                .strategy()
                .filter(wanted -> cursor || !wanted.byCursor())
                .orElseGet(() -> strategy(entity.tracking())));
    delta = catalog.delta().overlap().map(delta::overlap).orElse(delta);
    return catalog.delta().reconcileEvery().map(delta::reconcileEvery).orElse(delta);
  }

  private static DeltaStrategy strategy(ChangeTracking tracking) {
    return switch (tracking) {
      case FULL -> DeltaStrategy.FULL;
      case HASH -> DeltaStrategy.HASH;
      case ROWVERSION -> DeltaStrategy.ROWVERSION;
      case TIMESTAMP -> DeltaStrategy.TIMESTAMP;
    };
  }

  /**
   * A reference is a text in the engine's hands; where the parent's key is another type, or has
   * several fields, the parent only comes first.
   */
  private void link(SyncDefinition.Builder builder, Entity entity, EntityParent parent) {
    Entity up = entities.get(parent.entity());
    if (up == null
        || up.key().size() != 1
        || parent.fields().size() != 1
        || circles.contains(List.of(entity.name(), up.name()))) {
      return;
    }
    String field = parent.fields().get(0);
    entity.schema().fields().stream()
        .filter(one -> one.name().equals(field))
        .filter(one -> one.type() == LogicalType.STRING && !entity.key().contains(field))
        .forEach(
            one -> {
              if (one.nullable()) {
                builder.optionalParent(field, nameOf(up), field);
              } else {
                builder.parent(field, nameOf(up), field);
              }
            });
  }
}
