package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What one run reads and writes of the state of its sync.
 *
 * <p><b>Lifecycle.</b> Opened under a lease; closed at the end of the run. Nothing is kept of what
 * was not committed or journalled. Of a sync that has run, a session may also be opened under a
 * lease that nobody was granted: it reads, and can change nothing.
 *
 * <p><b>Threading.</b> One thread may read while another journals or commits. A read sees every
 * commit that returned before it began.
 *
 * <p><b>Errors.</b> {@link #journal}, {@link #commit} and {@link #renew} throw {@link
 * dev.syncline.api.error.StateConflictException} if the lease was taken over, and change nothing
 * then.
 */
public interface StateSession extends AutoCloseable {

  /** Everything about the sync that is not per record. */
  SyncState load();

  /**
   * Says that most keys will be asked for. A store that answers faster from a copy in memory may
   * make it now; by default nothing is done. Unlike the others, this may be called by a third
   * thread; what it throws is of no importance.
   */
  default void expectScan() {}

  /** What is known of these keys: point look-ups. */
  KeyStates find(KeyHashes keys);

  /**
   * The record states of this sync whose ordinal is wanted, in the order of their ordinals, in
   * bounded chunks.
   */
  RecordStateScan scan(LongPredicate wantedOrdinals);

  /**
   * Some record states of this sync, spread over all of them by ordinal; none if there are none.
   */
  List<RecordState> sample(int max);

  /**
   * What the destination calls the records of another sync: the parents of this one's records. One
   * whose delete is in doubt is not there.
   */
  ParentRefs parents(String parentSync, KeyHashes keys);

  /**
   * Which of these records of this sync have children in any sync of this store; bit {@code i} is
   * set for key {@code i}. A record that is its own parent is no child. All of them may have, as
   * long as another sync of children has inserts or updates in doubt.
   */
  BitSet haveChildren(KeyHashes keys);

  /**
   * Which of these records of this sync have children that hold them: those whose {@link
   * SyncProgress.ParentSync#holds} says so.
   */
  BitSet heldByChildren(KeyHashes keys);

  /**
   * Pending children in the order of their key hashes.
   *
   * @param after only those behind this key
   * @param max at most so many
   */
  List<PendingChild> pending(Optional<KeyHash> after, int max);

  /**
   * The pending children that wait for these parents, in the order of their key hashes. A child is
   * found by the first of its missing parents only, and by the parent's key hash: whether it is
   * this sync's parent, and the last that was missing, is for the caller to see.
   *
   * @param after only those behind this key
   * @param max at most so many
   */
  List<PendingChild> waiting(KeyHashes parents, Optional<KeyHash> after, int max);

  /** The intents that were journalled and not resolved by a checkpoint, oldest first. */
  List<Intent> intents();

  /** Writes down what is about to be sent; durable on return. */
  void journal(List<Intent> intents);

  /** Commits everything in the checkpoint, or nothing. */
  void commit(Checkpoint checkpoint);

  /** Prolongs the lease from now on. */
  Lease renew(Duration ttl);

  /** Starts a transaction that a loader may join. */
  UnitOfWork begin();

  /** Ends the session; the lease stays until released. */
  @Override
  void close();
}
