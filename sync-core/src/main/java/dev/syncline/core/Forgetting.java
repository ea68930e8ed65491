package dev.syncline.core;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.SyncProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Forgets what was written, and keeps where it is. */
final class Forgetting {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final StateStore store;
  private final RunStarter starter;

  Forgetting(StateStore store, RunStarter starter) {
    this.store = store;
    this.starter = starter;
  }

  long forget(String sync) {
    Lease lease = starter.lease(sync, LEASE);
    try (StateSession session = store.open(lease)) {
      // First of all: also if this ends half way, the next run reads everything.
      SyncProgress due = session.load().progress().everythingAgain();
      session.commit(Checkpoint.builder(due).build());
      long forgotten = 0;
      try (var states = session.scan(ordinal -> true)) {
        for (List<RecordState> chunk = states.next(); !chunk.isEmpty(); chunk = states.next()) {
          var blank = new ArrayList<RecordState>(chunk.size());
          for (RecordState state : chunk) {
            if (!state.dataHash().equals(DataHash.TOMBSTONE)) {
              blank.add(withoutContent(state));
            }
          }
          session.commit(Checkpoint.builder(due).written(blank).build());
          session.renew(LEASE);
          forgotten += blank.size();
        }
      }
      return forgotten;
    } finally {
      store.release(lease);
    }
  }

  private static RecordState withoutContent(RecordState state) {
    return new RecordState(
        state.keyHash(),
        state.ordinal(),
        state.key(),
        state.ref(),
        DataHash.UNKNOWN,
        Optional.empty(),
        state.parents(),
        state.hashVersion(),
        state.adopted(),
        Optional.empty());
  }
}
