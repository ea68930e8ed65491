package dev.syncline.api.state;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import java.time.Instant;
import java.util.Objects;

/**
 * A non-idempotent write that is about to be sent. Until a checkpoint resolves it, nobody knows
 * whether the destination has it.
 *
 * @param keyHash which record
 * @param key its business key
 * @param change what was to happen
 * @param dataHash hash of what was to be written
 * @param attempt 1 for the first try
 * @param runId the run that sent it
 * @param journalledAt when it was written down
 */
public record Intent(
    KeyHash keyHash,
    String key,
    Change change,
    DataHash dataHash,
    int attempt,
    String runId,
    Instant journalledAt) {

  /** Refuses missing parts. */
  public Intent {
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(dataHash, "dataHash");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(journalledAt, "journalledAt");
  }
}
