package dev.syncline.api.state;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rejected record. A record has at most one; read again unchanged, its attempts grow. Values of
 * fields that the definition calls secret are masked in all its parts.
 *
 * @param id the key hash, or the hash of the raw form of a record without a key
 * @param key the business key; empty if the record has none
 * @param rawHash the hash of the raw form, in hexadecimal digits
 * @param stage where it was rejected
 * @param errorType the kind of error, such as {@code required} or an exception's class
 * @param message why, for a person; without secrets
 * @param fingerprint equal for errors of one kind, whatever the values
 * @param raw the record as it was fetched
 * @param normalized the record after NORMALIZE, if it came so far
 * @param mapped the record after MAP, if it came so far
 * @param attempts how often it was rejected
 * @param firstSeen when it was rejected first
 * @param lastSeen when it was rejected last
 * @param runId the run that rejected it last
 * @param firstScan the scan that rejected it first; empty if it came from elsewhere
 * @param lastScan the last scan that read it
 * @param masked whether secret values were masked in {@code raw}: the record cannot be written from
 *     here
 * @param status what a person has decided about it
 */
public record DeadLetter(
    KeyHash id,
    Optional<String> key,
    String rawHash,
    Stage stage,
    String errorType,
    String message,
    String fingerprint,
    String raw,
    Optional<String> normalized,
    Optional<String> mapped,
    int attempts,
    Instant firstSeen,
    Instant lastSeen,
    String runId,
    OptionalLong firstScan,
    OptionalLong lastScan,
    boolean masked,
    LetterStatus status) {

  /** Refuses missing parts. */
  public DeadLetter {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(rawHash, "rawHash");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(errorType, "errorType");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(normalized, "normalized");
    Objects.requireNonNull(mapped, "mapped");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(firstScan, "firstScan");
    Objects.requireNonNull(lastScan, "lastScan");
    Objects.requireNonNull(status, "status");
  }

  /** The same letter after a decision. */
  public DeadLetter with(LetterStatus decided) {
    return with(decided, lastScan);
  }

  /** The same letter after a decision, read by a scan. */
  public DeadLetter with(LetterStatus decided, OptionalLong scan) {
    return new DeadLetter(
        id,
        key,
        rawHash,
        stage,
        errorType,
        message,
        fingerprint,
        raw,
        normalized,
        mapped,
        attempts,
        firstSeen,
        lastSeen,
        runId,
        firstScan,
        scan,
        masked,
        decided);
  }

  /** Which record and which error; no values. */
  @Override
  public String toString() {
    return "DeadLetter["
        + id
        + ", "
        + fingerprint
        + ", "
        + attempts
        + " attempts, "
        + status.getClass().getSimpleName()
        + "]";
  }
}
