package dev.syncline.api.state;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A write that is about to be sent. Until a checkpoint resolves it, nobody knows whether the
 * destination has it.
 *
 * @param keyHash which record
 * @param key its business key
 * @param change what was to happen
 * @param dataHash hash of what was to be written; of a delete, of what was written before
 * @param values as text, the mapped fields by which the destination is looked up, or all of them
 *     where the write is to be repeated; empty if there is nothing to look up by
 * @param parents the keys of its parents, as in {@link RecordState#parents}
 * @param attempt 1 for the first try
 * @param runId the run that sent it
 * @param journalledAt when it was written down
 */
public record Intent(
    KeyHash keyHash,
    String key,
    Change change,
    DataHash dataHash,
    Optional<String> values,
    KeyHashes parents,
    int attempt,
    String runId,
    Instant journalledAt) {

  /** Refuses missing parts. */
  public Intent {
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(dataHash, "dataHash");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(parents, "parents");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(journalledAt, "journalledAt");
  }

  /** Which write, without the values. */
  @Override
  public String toString() {
    return "Intent[" + change + " " + key + ", attempt " + attempt + ", run " + runId + "]";
  }
}
