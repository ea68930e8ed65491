package dev.syncline.api.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import java.util.Objects;
import java.util.Optional;

/**
 * What is remembered of a record that the destination holds.
 *
 * @param keyHash which record
 * @param ordinal its number within the sync, from 0; never used again
 * @param key the business key
 * @param ref how the destination names it
 * @param dataHash hash of what was written, parents by business key
 * @param linkHash hash of the parents' destination ids; empty without parents
 * @param parents the keys of its parents, in the order of the definition, {@link #NO_PARENT} where
 *     it has none; empty without parents. After a write that is in doubt, those of the version that
 *     may have arrived and of the one before, one after the other
 * @param hashVersion the number of the {@link SyncProgress.HashVersion} of the two hashes
 * @param adopted whether the destination had the record before we wrote it
 * @param values what was written, where the definition keeps it
 */
public record RecordState(
    KeyHash keyHash,
    long ordinal,
    String key,
    String ref,
    DataHash dataHash,
    Optional<DataHash> linkHash,
    KeyHashes parents,
    int hashVersion,
    boolean adopted,
    Optional<String> values) {

  /** Stands for a parent that a record does without. */
  public static final KeyHash NO_PARENT = new KeyHash(0, 0);

  /** Refuses missing parts. */
  public RecordState {
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(dataHash, "dataHash");
    Objects.requireNonNull(linkHash, "linkHash");
    Objects.requireNonNull(parents, "parents");
    Objects.requireNonNull(values, "values");
  }
}
