package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.identity.Identity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IDENTIFY: computes the data hash of the mapped record. A parent field counts with the parent's
 * business key, not with the id that the destination happens to give the parent.
 */
final class IdentifyStage {
  private final List<ParentLink> parents;
  private final Identity identity;
  private final HashRecipe recipe;
  private final Map<Schema, Identity.Shape> shapes = new IdentityHashMap<>();

  IdentifyStage(List<ParentLink> parents, Identity identity, HashRecipe recipe) {
    this.recipe = recipe;
    this.parents = parents;
    this.identity = identity;
  }

  void apply(WorkBatch batch) {
    batch.reach(Stage.IDENTIFY);
    for (Row row : batch.rows()) {
      if (row.open() && row.op == Op.UPSERT) {
        identify(row);
      }
    }
  }

  private void identify(Row row) {
    Schema schema = row.mappedSchema;
    if (schema == null) {
      throw new IllegalStateException("a row that was not mapped came to IDENTIFY");
    }
    if (!parents.isEmpty() && !findParents(row, schema)) {
      return;
    }
    Identity.Shape shape = shapes.computeIfAbsent(schema, this::shape);
    try {
      row.dataHash = identity.data(recipe.algorithm(), shape, row.mapped);
    } catch (IllegalArgumentException | ArithmeticException e) {
      row.reject(Stage.IDENTIFY, "canonical-form", "it cannot be compared: " + e.getMessage());
    }
  }

  private Identity.Shape shape(Schema schema) {
    for (String field : recipe.without()) {
      FetchStage.position(schema, field, "volatile field");
    }
    return Identity.Shape.without(schema, recipe.without());
  }

  /** Puts the parents' keys into the parent fields; RESOLVE replaces them. */
  private boolean findParents(Row row, Schema mappedSchema) {
    var hashes = new ArrayList<@Nullable KeyHash>(parents.size());
    for (ParentLink link : parents) {
      List<Object> key = parentKey(row, link);
      int target = FetchStage.position(mappedSchema, link.field(), "parent field");
      if (key.size() < link.key().size()) {
        // A key of which a part is missing names no parent, and does not say that there is none.
        if (!link.optional() || !key.isEmpty()) {
          row.reject(
              Stage.RESOLVE,
              "missing-parent-key",
              "'"
                  + link.field()
                  + "' needs a parent in sync '"
                  + link.sync()
                  + "', but "
                  + (key.isEmpty() ? "" : "a part of ")
                  + "its key "
                  + link.key()
                  + (key.isEmpty()
                      ? " is missing; mark the parent optional if a record may have none"
                      : " is missing; a record without a parent has none of these fields"));
          return false;
        }
        hashes.add(null);
        row.mapped[target] = null;
      } else {
        hashes.add(identity.key(key));
        row.mapped[target] = key;
      }
    }
    row.parents = hashes;
    return true;
  }

  private static List<Object> parentKey(Row row, ParentLink link) {
    var key = new ArrayList<Object>(link.key().size());
    for (String field : link.key()) {
      Object value = row.raw[FetchStage.position(row.rawSchema, field, "parent key")];
      if (value != null && value != Absent.ABSENT) {
        key.add(value);
      }
    }
    return key;
  }
}
