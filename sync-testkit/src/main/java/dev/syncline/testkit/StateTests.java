package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** A part of {@link StateStoreContract}, and what all parts need. */
abstract class StateTests {

  final StateStoreContract contract;

  StateTests(StateStoreContract contract) {
    this.contract = contract;
  }

  final StateStore store() {
    return contract.store();
  }

  final StateQueries queries() {
    return contract.store().queries();
  }

  final StateSession session(String sync) {
    return contract.session(sync);
  }

  static Checkpoint.Builder checkpoint() {
    return Checkpoint.builder(TestStates.progress(1_000_000, 1));
  }

  static Checkpoint states(List<RecordState> states) {
    return checkpoint().written(states).build();
  }

  static Optional<RecordState> find(StateSession session, KeyHash key) {
    return session.find(KeyHashes.of(key)).state(key);
  }

  static List<RecordState> scan(StateSession session, LongPredicate wanted) {
    try (var scan = session.scan(wanted)) {
      return drain(scan);
    }
  }

  static List<RecordState> drain(RecordStateScan scan) {
    var all = new ArrayList<RecordState>();
    for (var chunk = scan.next(); !chunk.isEmpty(); chunk = scan.next()) {
      // At once, not by the caller: a scan that starts again would never end.
      assertThat(all.isEmpty() || all.get(all.size() - 1).ordinal() < chunk.get(0).ordinal())
          .as("every chunk lies behind the one before")
          .isTrue();
      all.addAll(chunk);
    }
    return all;
  }
}
