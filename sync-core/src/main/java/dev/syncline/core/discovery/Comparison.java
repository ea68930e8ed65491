package dev.syncline.core.discovery;

import dev.syncline.api.catalog.Entity;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.core.catalog.CatalogChange;
import dev.syncline.core.catalog.CatalogChange.Kind;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.schema.FieldDrift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a catalog says with what it said before. An entity whose change freezes stays as it
 * was remembered, so that the change is told again until somebody accepts it.
 */
final class Comparison {
  private final SchemaDrift contract;
  private final boolean accepts;
  private final List<CatalogChange> changes = new ArrayList<>();
  private final List<Entity> agreed = new ArrayList<>();
  private final List<String> held = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();

  /**
   * @param accepts whether a person has seen the changes and wants them
   */
  Comparison(SchemaDrift contract, boolean accepts) {
    this.contract = contract;
    this.accepts = accepts;
  }

  void compare(List<Entity> before, List<Entity> now) {
    Map<String, Entity> known = new LinkedHashMap<>();
    before.forEach(entity -> known.put(entity.name(), entity));
    for (Entity entity : now) {
      Entity earlier = known.remove(entity.name());
      if (earlier == null) {
        changes.add(
            change(
                entity,
                Kind.NEW,
                "is new: "
                    + entity.schema().size()
                    + " fields, key "
                    + entity.key()
                    + ", "
                    + word(entity.tracking()),
                false));
        agreed.add(entity);
      } else {
        compare(earlier, entity);
      }
    }
    known
        .values()
        .forEach(
            gone ->
                changes.add(
                    change(
                        gone,
                        Kind.VANISHED,
                        "is not there any more; what was written of it stays",
                        false)));
  }

  private void compare(Entity before, Entity now) {
    int from = changes.size();
    for (FieldDrift drift : FieldDrift.between(before.schema(), now.schema())) {
      SchemaChange change = drift.answered(contract.answer(drift.kind()));
      boolean frozen = change.answer() == Answer.FREEZE;
      changes.add(
          new CatalogChange(
              now.name(), Kind.FIELD, change.toString(), Optional.of(change), frozen && !accepts));
    }
    if (!before.key().equals(now.key())) {
      String message = "its key was " + before.key() + " and is " + now.key();
      changes.add(change(now, Kind.KEY, message + ": freeze", !accepts));
    }
    if (before.tracking() != now.tracking()) {
      changes.add(
          change(
              now,
              Kind.TRACKING,
              "its changes were found by "
                  + word(before.tracking())
                  + " and are by "
                  + word(now.tracking()),
              false));
    }
    if (!before.parents().equals(now.parents())) {
      changes.add(change(now, Kind.PARENTS, "its parents are others", false));
    }
    List<CatalogChange> its = changes.subList(from, changes.size());
    if (its.stream().anyMatch(CatalogChange::held)) {
      held.add(now.name());
      agreed.add(before);
    } else {
      if (accepts && !its.isEmpty()) {
        accepted.add(now.name());
      }
      agreed.add(now);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static CatalogChange change(Entity entity, Kind kind, String message, boolean held) {
    return new CatalogChange(entity.name(), kind, message, Optional.empty(), held);
  }

  List<CatalogChange> changes() {
    return changes;
  }

  /** The entities to remember. */
  List<Entity> agreed() {
    return agreed;
  }

  /** The names of entities that wait for a person. */
  List<String> held() {
    return held;
  }

  /** The names of entities whose changes a person accepts. */
  List<String> accepted() {
    return accepted;
  }
}
