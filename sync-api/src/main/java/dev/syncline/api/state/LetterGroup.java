package dev.syncline.api.state;

import dev.syncline.api.Stage;
import java.time.Instant;
import java.util.Objects;

/**
 * All dead letters of a sync with one fingerprint, as one line.
 *
 * @param fingerprint what they have in common
 * @param stage where they were rejected
 * @param errorType the kind of error
 * @param sample the message of one of them
 * @param letters how many there are
 * @param open how many of them nobody has decided anything about
 * @param firstSeen when the first was rejected first
 * @param lastSeen when the last was rejected last
 */
public record LetterGroup(
    String fingerprint,
    Stage stage,
    String errorType,
    String sample,
    long letters,
    long open,
    Instant firstSeen,
    Instant lastSeen) {

  /** Refuses missing parts. */
  public LetterGroup {
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(errorType, "errorType");
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
  }
}
