package dev.syncline.core.rehearsal;

import dev.syncline.api.Check;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.memory.InMemoryStateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state store as a run sees it that is only rehearsed. It reads what is stored, under a lease
 * that nobody was granted: so it disturbs no run, and the fence would refuse whatever it wrote.
 * What the run commits is kept aside.
 */
public final class RehearsedStore implements StateStore, StateQueries {
  private final StateStore store;
  private final StateQueries stored;
  private final String sync;
  private final InstantSource clock;
  private final RehearsedGroup group;
  private final RehearsedWaiting waiting;
  private final boolean everything;
  private long doubts;
  private boolean unfinished;

  /**
   * In the place of this store, for one run.
   *
   * @param group the syncs that are rehearsed with this one; it has joined them
   * @param keepsParked whether what is parked may be taken up in the same run
   * @param carries whether the children that wait in the store are taken up
   * @param everything whether the source is read from its beginning, whatever the cursor says
   */
  public RehearsedStore(
      StateStore store,
      String sync,
      InstantSource clock,
      RehearsedGroup group,
      boolean keepsParked,
      boolean carries,
      boolean everything) {
    this.store = store;
    this.stored = store.queries();
    this.sync = sync;
    this.clock = clock;
    this.group = group;
    this.waiting = new RehearsedWaiting(keepsParked, carries);
    this.everything = everything;
  }

  /** What a rehearsal shows in the place of a lease. */
  public static Lease lease(String sync) {
    return new Lease(sync, "a plan", 0, Instant.EPOCH);
  }

  @Override
  public StateSession open(Lease lease) {
    boolean ran = stored.syncs().contains(sync);
    StateSession base = stored(lease);
    doubts = base.intents().size();
    unfinished = base.load().unfinished().isPresent();
    var held = new HeldParents(group, sync, child -> stored(lease(child)));
    return new RehearsedSession(base, ran, stored, sync, clock, group, waiting, everything, held);
  }

  /** A sync that never ran is not known to the store, and is not to be after its plan. */
  private StateSession stored(Lease lease) {
    return stored.syncs().contains(lease.sync())
        ? store.open(lease)
        : InMemoryStateStore.create().open(lease);
  }

  /** What a person should know of the state that was found. */
  public List<String> notices() {
    var notices = new ArrayList<String>();
    if (unfinished) {
      notices.add(
          "a run has not ended: it is at work and changes what this plan saw, or it was cut off and"
              + " the next run goes on after it");
    }
    if (doubts > 0) {
      notices.add(
          doubts
              + " writes of an earlier run are in doubt: the next run finds out about them first");
    }
    return notices;
  }

  @Override
  public StateQueries queries() {
    return this;
  }

  /** Those of the store, and those that the run would have written. */
  @Override
  public List<DeadLetter> deadLetters(
      String of, LetterSelection selection, Optional<KeyHash> after, int max) {
    return waiting.letters(stored.deadLetters(of, selection, after, max), after, max);
  }

  @Override
  public List<String> syncs() {
    return stored.syncs();
  }

  @Override
  public SyncState state(String of) {
    return stored.state(of);
  }

  @Override
  public List<RunReport> runs(String of, int max) {
    return stored.runs(of, max);
  }

  @Override
  public Optional<RunReport> lastWriter(String of, KeyHash key) {
    return stored.lastWriter(of, key);
  }

  @Override
  public KeyStates find(String of, KeyHash id) {
    return stored.find(of, id);
  }

  @Override
  public List<LetterGroup> letterGroups(String of, int max) {
    return stored.letterGroups(of, max);
  }

  @Override
  public List<PendingChild> pending(String of, Optional<KeyHash> after, int max) {
    return stored.pending(of, after, max);
  }

  @Override
  public StoreTraits traits() {
    return store.traits();
  }

  @Override
  public Check check() {
    return store.check();
  }

  @Override
  public LeaseAnswer acquire(LeaseRequest request) {
    throw new IllegalStateException("a rehearsal needs no lease");
  }

  @Override
  public void release(Lease lease) {}

  @Override
  public boolean approveDeletes(String of, long scan) {
    throw new IllegalStateException("a rehearsal approves nothing");
  }

  @Override
  public void close() {}
}
