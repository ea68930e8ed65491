package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import java.util.Objects;

/** Some of the dead letters of a sync. */
public sealed interface LetterSelection {

  /** All of them. */
  static LetterSelection all() {
    return new All();
  }

  /** The one with this id. */
  static LetterSelection one(KeyHash id) {
    return new One(id);
  }

  /** Those with this fingerprint. */
  static LetterSelection fingerprint(String fingerprint) {
    return new ByFingerprint(fingerprint);
  }

  /** Whether a letter is one of them. */
  boolean includes(DeadLetter letter);

  /** All of them. */
  record All() implements LetterSelection {
    @Override
    public boolean includes(DeadLetter letter) {
      return true;
    }
  }

  /**
   * One of them.
   *
   * @param id {@link DeadLetter#id}
   */
  record One(KeyHash id) implements LetterSelection {

    /** Refuses a missing part. */
    public One {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public boolean includes(DeadLetter letter) {
      return letter.id().equals(id);
    }
  }

  /**
   * Those of one kind.
   *
   * @param fingerprint {@link DeadLetter#fingerprint}
   */
  record ByFingerprint(String fingerprint) implements LetterSelection {

    /** Refuses a missing part. */
    public ByFingerprint {
      Objects.requireNonNull(fingerprint, "fingerprint");
    }

    @Override
    public boolean includes(DeadLetter letter) {
      return letter.fingerprint().equals(fingerprint);
    }
  }
}
