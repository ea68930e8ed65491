package dev.syncline.core.discovery;

import dev.syncline.api.catalog.Entity;
import java.util.List;

/**
 * What is remembered of a catalog.
 *
 * @param entities its entities
 * @param held the names of those that wait for a person
 */
record Remembered(List<Entity> entities, List<String> held) {
  static final Remembered NOTHING = new Remembered(List.of(), List.of());

  Remembered {
    entities = List.copyOf(entities);
    held = List.copyOf(held);
  }

  List<Entity> runnable() {
    return entities.stream().filter(entity -> !held.contains(entity.name())).toList();
  }
}
