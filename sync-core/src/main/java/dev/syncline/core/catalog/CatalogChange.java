package dev.syncline.core.catalog;

import dev.syncline.api.run.SchemaChange;
import java.util.Objects;
import java.util.Optional;

/**
 * What is not as it was when a catalog was asked last.
 *
 * @param entity the entity
 * @param kind what changed
 * @param message for a person
 * @param field how a field changed; empty unless the kind is {@link Kind#FIELD}
 * @param held whether the entity is not synced until somebody accepts the change
 */
public record CatalogChange(
    String entity, Kind kind, String message, Optional<SchemaChange> field, boolean held) {

  /** Refuses missing parts. */
  public CatalogChange {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(field, "field");
  }

  /** What can change. */
  public enum Kind {
    /** The entity was not there. */
    NEW,
    /** The entity is not there any more. Its sync goes; what was written stays. */
    VANISHED,
    /** A field. */
    FIELD,
    /** The fields of the business key. */
    KEY,
    /** How changes are found. */
    TRACKING,
    /** The parents. */
    PARENTS
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return entity + ": " + message;
  }
}
