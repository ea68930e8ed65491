package dev.syncline.api.catalog;

import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import java.util.List;
import java.util.Objects;

/**
 * One entity of a {@link Catalog}.
 *
 * @param name its name, as its system spells it
 * @param schema the fields of its records, as the source will read them
 * @param source how it is read: with the key (empty if its system knows none), and with the cursor
 *     where changes are tracked by one
 * @param tracking how its changes are found
 * @param parents the entities that its records belong to, where they are known
 */
public record Entity(
    String name,
    Schema schema,
    SourceSpec source,
    ChangeTracking tracking,
    List<EntityParent> parents) {

  /** Copies the parents. */
  public Entity {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(tracking, "tracking");
    parents = List.copyOf(parents);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an entity needs a name");
    }
  }

  /** The fields of its key, in order. */
  public List<String> key() {
    return source.key();
  }
}
