package dev.syncline.api.state;

import dev.syncline.api.Check;

/**
 * Where record states, cursors, runs, dead letters, pending children, in-doubt writes and leases
 * live.
 *
 * <p><b>Lifecycle.</b>
 *
 * <ol>
 *   <li>{@link #acquire} gives one runner the lease of a sync.
 *   <li>{@link #open} starts a session under that lease; everything a run reads and writes goes
 *       through it.
 *   <li>{@link #release} gives the lease back; without it, it expires.
 *   <li>{@link #queries} answers operators at any time and needs no lease.
 *   <li>{@link #close} is called once.
 * </ol>
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Errors.</b> {@link dev.syncline.api.error.StateConflictException} where a lease was lost;
 * {@link dev.syncline.api.error.RetryableException} and {@link
 * dev.syncline.api.error.PermanentException} as everywhere.
 */
public interface StateStore extends AutoCloseable {

  /** What this store survives. */
  StoreTraits traits();

  /** Tests that the store can be used; does not throw. */
  Check check();

  /**
   * Asks for the right to run a sync. A lease that has expired is granted with a higher token.
   * Expiry is measured by one clock for all runners of a store.
   */
  LeaseAnswer acquire(LeaseRequest request);

  /** Gives a lease back early; does nothing if it was lost. */
  void release(Lease lease);

  /** Starts a session. */
  StateSession open(Lease lease);

  /** Answers questions; needs no lease. */
  StateQueries queries();

  /**
   * Approves the deletes that the guard withheld in this scan of a sync; the next complete scan
   * carries them out.
   *
   * @return whether such deletes are withheld
   */
  boolean approveDeletes(String sync, long scan);

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
