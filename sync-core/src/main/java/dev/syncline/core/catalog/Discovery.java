package dev.syncline.core.catalog;

import dev.syncline.api.catalog.Entity;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a catalog said, and what has become of it.
 *
 * @param catalog the name of the catalog
 * @param entities the entities as they are remembered from now on
 * @param syncs the definitions to run, parents first; without those of entities that are held
 * @param changes what is not as it was
 * @param alterations what was changed at the destination, in its own words
 * @param notices what a person should know
 * @param failure why the catalog could not be asked; then entities and syncs are the remembered
 *     ones
 */
public record Discovery(
    String catalog,
    List<Entity> entities,
    List<SyncDefinition> syncs,
    List<CatalogChange> changes,
    List<String> alterations,
    List<String> notices,
    Optional<String> failure) {

  /** Copies the lists. */
  public Discovery {
    Objects.requireNonNull(catalog, "catalog");
    entities = List.copyOf(entities);
    syncs = List.copyOf(syncs);
    changes = List.copyOf(changes);
    alterations = List.copyOf(alterations);
    notices = List.copyOf(notices);
    Objects.requireNonNull(failure, "failure");
  }

  /** The entities that are not synced until their changes are accepted. */
  public List<String> held() {
    return changes.stream()
        .filter(CatalogChange::held)
        .map(CatalogChange::entity)
        .distinct()
        .toList();
  }

  /** A few lines that a person can read. */
  @Override
  public String toString() {
    var text = new StringBuilder(catalog).append(": ");
    text.append(entities.size()).append(entities.size() == 1 ? " entity" : " entities");
    text.append(", ").append(syncs.size()).append(syncs.size() == 1 ? " sync" : " syncs");
    failure.ifPresent(why -> text.append("\n  not asked: ").append(why));
    changes.forEach(change -> text.append("\n  ").append(change));
    alterations.forEach(sql -> text.append("\n  done: ").append(sql));
    notices.forEach(notice -> text.append("\n  note: ").append(notice));
    return text.toString();
  }
}
