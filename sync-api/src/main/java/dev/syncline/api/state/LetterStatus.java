package dev.syncline.api.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a person has decided about a {@link DeadLetter}. */
public sealed interface LetterStatus {

  /** Nobody has decided anything. */
  Open OPEN = new Open();

  /** Nobody has decided anything: the record is tried whenever it is read. */
  record Open() implements LetterStatus {}

  /**
   * Another form of the record goes through the stages in its place, for as long as the source
   * holds what was edited: the record with {@link DeadLetter#rawHash}.
   *
   * @param record the edited form; masked where {@link DeadLetter#raw} is
   * @param editedAt when it was edited
   * @param doneAt when the edited form was first accounted for; empty as long as it waits
   */
  record Edited(String record, Instant editedAt, Optional<Instant> doneAt) implements LetterStatus {

    /** Refuses missing parts. */
    public Edited {
      Objects.requireNonNull(record, "record");
      Objects.requireNonNull(editedAt, "editedAt");
      Objects.requireNonNull(doneAt, "doneAt");
    }
  }

  /**
   * The record is not tried any more, for as long as the source holds it unchanged.
   *
   * @param reason why, for a person
   * @param discardedAt when
   */
  record Discarded(String reason, Instant discardedAt) implements LetterStatus {

    /** Refuses missing parts. */
    public Discarded {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(discardedAt, "discardedAt");
    }
  }

  /** Whether somebody has to look at it or replay it. */
  default boolean waiting() {
    return this instanceof Open || (this instanceof Edited edited && edited.doneAt().isEmpty());
  }
}
