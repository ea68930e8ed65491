package dev.syncline.api.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a store knows of the keys it was asked for. */
public interface KeyStates {

  /** The record state of a key. */
  Optional<RecordState> state(KeyHash key);

  /**
   * The ordinal of the record state of a key, if it holds this very data hash: all that most
   * unchanged records need, without an object for each.
   *
   * @param index the place of the key among those that were asked for
   * @param key the key
   * @param hash the data hash
   * @param versions which hash versions count
   * @return -1 if there is no such state
   */
  default long ordinalIfSame(int index, KeyHash key, DataHash hash, IntPredicate versions) {
    return state(key)
        .filter(state -> state.dataHash().equals(hash) && versions.test(state.hashVersion()))
        .map(RecordState::ordinal)
        .orElse(-1L);
  }

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
