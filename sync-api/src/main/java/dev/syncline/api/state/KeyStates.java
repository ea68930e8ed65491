package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import java.util.Map;
import java.util.Optional;

/** What a store knows of the keys it was asked for. */
public interface KeyStates {

  /** The record state of a key. */
  Optional<RecordState> state(KeyHash key);

  /** The parked version of a key. */
  Optional<PendingChild> pending(KeyHash key);

  /** The dead letter of a key, or of a raw hash. */
  Optional<DeadLetter> deadLetter(KeyHash id);

  /** Answers from maps. */
  static KeyStates of(
      Map<KeyHash, RecordState> states,
      Map<KeyHash, PendingChild> pending,
      Map<KeyHash, DeadLetter> deadLetters) {
    return new KeyStates() {
      @Override
      public Optional<RecordState> state(KeyHash key) {
        return Optional.ofNullable(states.get(key));
      }

      @Override
      public Optional<PendingChild> pending(KeyHash key) {
        return Optional.ofNullable(pending.get(key));
      }

      @Override
      public Optional<DeadLetter> deadLetter(KeyHash id) {
        return Optional.ofNullable(deadLetters.get(id));
      }
    };
  }
}
