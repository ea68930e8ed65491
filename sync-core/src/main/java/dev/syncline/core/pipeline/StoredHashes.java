package dev.syncline.core.pipeline;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.UnknownHashes;
import dev.syncline.core.identity.CanonicalWriter;
import dev.syncline.core.identity.Identity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Compares records with stored hashes, also with those that were made in another way: the old hash
 * is made once more from the record of today. If it is the stored one, the record is unchanged and
 * only its hash is new.
 *
 * <p>Belongs to the transforming thread.
 */
final class StoredHashes {
  private final HashRecipe recipe;
  private final UnknownHashes policy;
  private final Identity identity;
  private final IntFunction<Optional<HashVersion>> versions;
  private final Map<Integer, Optional<HashRecipe>> recipes = new HashMap<>();
  private final Map<Made, Identity.Shape> shapes = new HashMap<>();

  /**
   * @param versions how the hashes with a version number were made
   */
  StoredHashes(Delta delta, Identity identity, IntFunction<Optional<HashVersion>> versions) {
    this.recipe = HashRecipe.of(delta);
    this.policy = delta.unknownHashes();
    this.identity = identity;
    this.versions = versions;
  }

  /** Whether the record is the one that was written; may mark it as hashed anew. */
  boolean same(RecordState state, Row row) {
    if (state.dataHash().equals(row.dataHash)) {
      return true;
    }
    if (state.dataHash().equals(DataHash.UNKNOWN) || state.dataHash().equals(DataHash.TOMBSTONE)) {
      return false;
    }
    Optional<HashRecipe> made = recipes.computeIfAbsent(state.hashVersion(), this::recipeOf);
    if (made.isEmpty()) {
      row.rehashed = policy == UnknownHashes.ADOPT;
      return byPolicy(state);
    }
    if (made.get().equals(recipe) || row.mappedSchema == null) {
      return false;
    }
    HashRecipe old = made.get();
    Identity.Shape shape =
        shapes.computeIfAbsent(
            new Made(row.mappedSchema, old.without()),
            key -> Identity.Shape.without(key.schema(), key.without()));
    row.rehashed = state.dataHash().equals(identity.data(old.algorithm(), shape, row.mapped));
    return row.rehashed;
  }

  /** Empty if this version of Syncline cannot make such a hash. */
  private Optional<HashRecipe> recipeOf(int version) {
    return versions
        .apply(version)
        .filter(known -> known.form() == CanonicalWriter.FORM)
        .flatMap(known -> HashRecipe.parse(known.algorithm()));
  }

  private boolean byPolicy(RecordState state) {
    return switch (policy) {
      case ADOPT -> true;
      case RESEND -> false;
      case REFUSE -> {
        String how =
            versions
                .apply(state.hashVersion())
                .map(known -> "form " + known.form() + " and " + known.algorithm())
                .orElse("an unknown way");
        throw new PermanentException(
            "the state store holds hashes made with "
                + how
                + ", which this version of Syncline cannot repeat: nobody can tell what changed;"
                + " use the version that wrote them, or say 'unknownHashes: resend' to send"
                + " everything once more, or 'unknownHashes: adopt' to take the destination as it"
                + " is");
      }
    };
  }

  private record Made(Schema schema, Set<String> without) {}
}
