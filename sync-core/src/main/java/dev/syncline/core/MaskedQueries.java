package dev.syncline.core;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.identity.RecordText;
import java.util.List;
import java.util.Optional;

/** What a state store answers, without the secret values that it has to keep. */
final class MaskedQueries implements StateQueries {
  private final StateQueries queries;

  MaskedQueries(StateQueries queries) {
    this.queries = queries;
  }

  @Override
  public List<String> syncs() {
    return queries.syncs();
  }

  @Override
  public SyncState state(String sync) {
    return queries.state(sync);
  }

  @Override
  public List<RunReport> runs(String sync, int max) {
    return queries.runs(sync, max);
  }

  @Override
  public Optional<RunReport> lastWriter(String sync, KeyHash key) {
    return queries.lastWriter(sync, key);
  }

  @Override
  public KeyStates find(String sync, KeyHash id) {
    KeyStates found = queries.find(sync, id);
    return new KeyStates() {
      @Override
      public Optional<RecordState> state(KeyHash key) {
        return found.state(key);
      }

      @Override
      public Optional<PendingChild> pending(KeyHash key) {
        return found.pending(key).map(MaskedQueries::masked);
      }

      @Override
      public Optional<DeadLetter> deadLetter(KeyHash letter) {
        return found.deadLetter(letter);
      }
    };
  }

  @Override
  public List<DeadLetter> deadLetters(
      String sync, LetterSelection selection, Optional<KeyHash> after, int max) {
    return queries.deadLetters(sync, selection, after, max);
  }

  @Override
  public List<LetterGroup> letterGroups(String sync, int max) {
    return queries.letterGroups(sync, max);
  }

  @Override
  public List<PendingChild> pending(String sync, Optional<KeyHash> after, int max) {
    return queries.pending(sync, after, max).stream().map(MaskedQueries::masked).toList();
  }

  private static PendingChild masked(PendingChild child) {
    return child.withRaw(RecordText.masked(child.raw()));
  }
}
