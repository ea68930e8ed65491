package dev.syncline.api.catalog;

import java.util.List;

/**
 * A relation of an entity to another one.
 *
 * @param entity the name of the parent
 * @param fields the fields that hold the parent's key, in the order of its key
 */
public record EntityParent(String entity, List<String> fields) {

  /** Copies the fields. */
  public EntityParent {
    fields = List.copyOf(fields);
    if (entity.isEmpty() || fields.isEmpty()) {
      throw new IllegalArgumentException("a relation needs a parent and the fields of its key");
    }
  }
}
