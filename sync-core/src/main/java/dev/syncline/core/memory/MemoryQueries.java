package dev.syncline.core.memory;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.SyncState;
import java.util.List;
import java.util.Optional;

/** What operators see of an {@link InMemoryStateStore}. */
final class MemoryQueries implements StateQueries {

  private final InMemoryStateStore store;

  MemoryQueries(InMemoryStateStore store) {
    this.store = store;
  }

  @Override
  public List<String> syncs() {
    return store.read(store::syncs);
  }

  @Override
  public SyncState state(String sync) {
    return store.read(() -> store.table(sync).state());
  }

  @Override
  public List<RunReport> runs(String sync, int max) {
    return store.read(() -> store.table(sync).runs(max));
  }

  @Override
  public Optional<RunReport> lastWriter(String sync, KeyHash key) {
    return store.read(() -> store.table(sync).lastWriter(key));
  }

  @Override
  public KeyStates find(String sync, KeyHash id) {
    return store.read(() -> store.table(sync).find(KeyHashes.of(id)));
  }

  @Override
  public List<DeadLetter> deadLetters(
      String sync, LetterSelection selection, Optional<KeyHash> after, int max) {
    return store.read(() -> store.table(sync).deadLetters(selection, after, max));
  }

  @Override
  public List<LetterGroup> letterGroups(String sync, int max) {
    return store.read(() -> store.table(sync).letterGroups(max));
  }

  @Override
  public List<PendingChild> pending(String sync, Optional<KeyHash> after, int max) {
    return store.read(() -> store.table(sync).pending(after, max));
  }
}
