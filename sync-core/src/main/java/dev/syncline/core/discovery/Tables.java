package dev.syncline.core.discovery;

import dev.syncline.api.catalog.Entity;
import dev.syncline.api.destination.AltersDestination;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.SyncException;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.TargetShape;
import dev.syncline.core.wiring.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and changes what the records of entities are written into, before the first run. */
final class Tables {
  private final Components components;
  private final List<String> alterations = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  Tables(Components components) {
    this.components = components;
  }

  /** One that fails is told, and tried again by the sync's run. */
  void make(Entity entity, SyncDefinition sync) {
    Optional<Target> target = TargetShape.of(sync, entity.schema());
    if (target.isEmpty()) {
      return;
    }
    try (Loader loader = components.loader(sync.name(), sync.destination())) {
      if (loader instanceof AltersDestination alters) {
        List<String> statements = alters.alterations(target.get());
        if (!statements.isEmpty()) {
          loader.prepare(target.get());
          alterations.addAll(statements);
        }
      }
    } catch (SyncException e) {
      notices.add("'" + entity.name() + "' has no place at the destination yet: " + e.getMessage());
    }
  }

  List<String> alterations() {
    return alterations;
  }

  List<String> notices() {
    return notices;
  }
}
