package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.RecordState;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The record states of some keys. */
interface FoundStates {

  Optional<RecordState> state(KeyHash key);

  /** As {@link dev.syncline.api.state.KeyStates#ordinalIfSame}. */
  long ordinalIfSame(int index, KeyHash key, DataHash hash, IntPredicate versions);

  static FoundStates of(Map<KeyHash, RecordState> states) {
    return new FoundStates() {
      @Override
      public Optional<RecordState> state(KeyHash key) {
        return Optional.ofNullable(states.get(key));
      }

      @Override
      public long ordinalIfSame(int index, KeyHash key, DataHash hash, IntPredicate versions) {
        RecordState state = states.get(key);
        return state != null && state.dataHash().equals(hash) && versions.test(state.hashVersion())
            ? state.ordinal()
            : -1;
      }
    };
  }
}
