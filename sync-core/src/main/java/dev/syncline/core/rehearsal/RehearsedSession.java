package dev.syncline.core.rehearsal;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncState;
import dev.syncline.api.state.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * A session that keeps aside what is committed. It sees the store as it was at its beginning, as
 * far as new records go: what a run adds meanwhile is not there, so that the two do not mix.
 */
final class RehearsedSession implements StateSession {
  private final StateSession base;
  private final boolean ran;
  private final StateQueries stored;
  private final String sync;
  private final InstantSource clock;
  private final RehearsedGroup group;
  private final RehearsedWaiting waiting;
  private final ScratchStates states;
  private final HeldParents held;
  private final SyncState state;
  private final long horizon;

  RehearsedSession(
      StateSession base,
      boolean ran,
      StateQueries stored,
      String sync,
      InstantSource clock,
      RehearsedGroup group,
      RehearsedWaiting waiting,
      boolean everything,
      HeldParents held) {
    this.base = base;
    this.ran = ran;
    this.stored = stored;
    this.sync = sync;
    this.clock = clock;
    this.group = group;
    this.states = group.states(sync).orElseThrow();
    this.held = held;
    this.waiting = waiting;
    SyncState found = base.load();
    this.state = everything ? found.with(found.progress().everythingAgain()) : found;
    this.horizon = state.progress().nextOrdinal();
  }

  @Override
  public SyncState load() {
    return waiting.carries()
        ? state
        : new SyncState(
            state.progress(),
            state.records(),
            0,
            state.deadLetters(),
            state.decidedLetters(),
            state.unfinished(),
            state.approvedScan());
  }

  @Override
  public void expectScan() {
    base.expectScan();
  }

  @Override
  public KeyStates find(KeyHashes keys) {
    KeyStates known = base.find(keys);
    return new KeyStates() {
      @Override
      public Optional<RecordState> state(KeyHash key) {
        return current(key, known.state(key));
      }

      @Override
      public Optional<PendingChild> pending(KeyHash key) {
        return waiting.of(key, known.pending(key));
      }

      @Override
      public Optional<DeadLetter> deadLetter(KeyHash letter) {
        return known.deadLetter(letter);
      }
    };
  }

  private synchronized Optional<RecordState> current(KeyHash key, Optional<RecordState> before) {
    return states.knows(key) ? states.get(key) : before.filter(known -> known.ordinal() < horizon);
  }

  @Override
  public RecordStateScan scan(LongPredicate wantedOrdinals) {
    return base.scan(ordinal -> ordinal < horizon && wantedOrdinals.test(ordinal));
  }

  @Override
  public List<RecordState> sample(int max) {
    return base.sample(max);
  }

  @Override
  public synchronized ParentRefs parents(String parentSync, KeyHashes keys) {
    ParentRefs refs = ran ? base.parents(parentSync, keys) : asked(parentSync, keys);
    Optional<ScratchStates> rehearsed = group.states(parentSync);
    if (rehearsed.isEmpty()) {
      return refs;
    }
    ScratchStates would = rehearsed.get();
    Map<KeyHash, String> current = new HashMap<>(refs.refs());
    for (KeyHash key : keys.toList()) {
      if (would.knows(key)) {
        current.remove(key);
        would.get(key).ifPresent(known -> current.put(key, known.ref()));
      }
    }
    return new ParentRefs(current, refs.commits() + would.commits(), refs.renewals());
  }

  /**
   * A sync that never ran has no session; what its parents are called can be asked all the same.
   */
  private ParentRefs asked(String parentSync, KeyHashes keys) {
    Map<KeyHash, String> refs = new HashMap<>();
    if (!stored.syncs().contains(parentSync)) {
      return new ParentRefs(refs, 0, 0);
    }
    for (KeyHash key : keys.toList()) {
      stored.find(parentSync, key).state(key).ifPresent(known -> refs.put(key, known.ref()));
    }
    var progress = stored.state(parentSync).progress();
    return new ParentRefs(refs, progress.commits(), progress.renewals());
  }

  @Override
  public BitSet haveChildren(KeyHashes keys) {
    return base.haveChildren(keys);
  }

  /** With what this rehearsal and those of its group would have changed. */
  @Override
  public synchronized BitSet heldByChildren(KeyHashes keys) {
    BitSet bits = base.heldByChildren(keys);
    held.correct(keys, bits);
    return bits;
  }

  @Override
  public List<PendingChild> pending(Optional<KeyHash> after, int max) {
    return waiting.page(from -> base.pending(from, max), child -> true, after, max);
  }

  @Override
  public List<PendingChild> waiting(KeyHashes parents, Optional<KeyHash> after, int max) {
    Set<KeyHash> wanted = new HashSet<>(parents.toList());
    return waiting.page(
        from -> base.waiting(parents, from, max),
        child -> wanted.contains(child.missing().get(0).keyHash()),
        after,
        max);
  }

  /** Whoever finds out what became of these asks the destination: not a rehearsal. */
  @Override
  public List<Intent> intents() {
    return List.of();
  }

  @Override
  public void journal(List<Intent> intents) {}

  @Override
  public void commit(Checkpoint checkpoint) {
    synchronized (this) {
      checkpoint.written().forEach(states::put);
      checkpoint.removed().forEach(states::remove);
      states.committed();
    }
    waiting.add(checkpoint);
  }

  @Override
  public Lease renew(Duration ttl) {
    return new Lease(sync, "a plan", 0, clock.instant().plus(ttl));
  }

  @Override
  public UnitOfWork begin() {
    throw new IllegalStateException("a rehearsal writes nothing that a transaction could hold");
  }

  @Override
  public synchronized void close() {
    base.close();
  }
}
