package dev.syncline.core.pipeline;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives record states to records that the destination holds and another system wrote. Nobody knows
 * their content, so that the source's version is sent with the next run; they count as adopted.
 */
public final class AdoptedRecords {
  private final StateSession session;
  private final ProgressBook progress;
  private final Identity identity = new Identity();

  /** For the records of one sync, whose lease is held. */
  public AdoptedRecords(SyncDefinition definition, StateSession session) {
    this.session = session;
    this.progress = new ProgressBook(definition, session.load().progress());
  }

  /**
   * A record at the destination.
   *
   * @param key as the source gives it
   * @param ref what the destination calls it
   */
  public record Found(Key key, DestinationRef ref) {}

  /**
   * Takes these over in one commit, except those that have a record state; of two with one key the
   * first.
   *
   * @return how many were taken over
   */
  public int take(List<Found> records) {
    Map<KeyHash, Found> byKey = new LinkedHashMap<>();
    records.forEach(found -> byKey.putIfAbsent(identity.key(found.key().values()), found));
    KeyStates known = session.find(KeyHashes.of(byKey.keySet()));
    var states =
        byKey.entrySet().stream()
            .filter(entry -> unknown(known.state(entry.getKey())))
            .map(entry -> state(entry.getKey(), entry.getValue(), known.state(entry.getKey())))
            .toList();
    if (!states.isEmpty()) {
      progress.countCommit();
      session.commit(Checkpoint.builder(progress.current()).written(states).build());
    }
    return states.size();
  }

  /** A record state that is about another destination says nothing of this one. */
  private boolean unknown(Optional<RecordState> state) {
    return state.filter(found -> !progress.elsewhere(found.hashVersion())).isEmpty();
  }

  private RecordState state(KeyHash hash, Found found, Optional<RecordState> before) {
    return new RecordState(
        hash,
        before.map(RecordState::ordinal).orElseGet(progress::takeOrdinal),
        RecordText.ofKey(found.key()),
        RecordText.ofRef(found.ref()),
        DataHash.UNKNOWN,
        Optional.empty(),
        KeyHashes.EMPTY,
        progress.hashVersion(),
        true,
        Optional.empty());
  }
}
