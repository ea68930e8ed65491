package dev.syncline.core.memory;

import dev.syncline.api.Check;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits;
import dev.syncline.api.state.StoreTraits.Durability;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A state store in the memory of this process: for tests, and for syncs that may start from nothing
 * after every restart.
 *
 * <p>It keeps every rule of {@link StateStore} but durability: leases are fenced, checkpoints are
 * atomic. {@link #close} takes nothing away; the content goes with the object, so that a second
 * engine can be opened on the state that the first one left.
 *
 * <p><b>Threading.</b> Safe for use by several threads. Readers do not wait for each other.
 */
public final class InMemoryStateStore implements StateStore {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Leases leases;
  private final Map<String, SyncTable> tables = new TreeMap<>();

  private InMemoryStateStore(Clock clock) {
    this.leases = new Leases(clock);
  }

  /** An empty store whose leases expire by the system's clock. */
  public static InMemoryStateStore create() {
    return create(Clock.systemUTC());
  }

  /** An empty store whose leases expire by this clock. */
  public static InMemoryStateStore create(Clock clock) {
    return new InMemoryStateStore(clock);
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits(Durability.MEMORY, false);
  }

  @Override
  public Check check() {
    return Check.passed("the state is kept in memory, until the process ends");
  }

  @Override
  public LeaseAnswer acquire(LeaseRequest request) {
    return write(() -> leases.acquire(request));
  }

  @Override
  public void release(Lease lease) {
    write(
        () -> {
          leases.release(lease);
          return true;
        });
  }

  @Override
  public StateSession open(Lease lease) {
    return new MemorySession(this, lease);
  }

  @Override
  public StateQueries queries() {
    return new MemoryQueries(this);
  }

  @Override
  public boolean approveDeletes(String sync, long scan) {
    return write(() -> tables.containsKey(sync) && table(sync).approveDeletes(scan));
  }

  @Override
  public void close() {}

  <T> T read(Supplier<T> question) {
    lock.readLock().lock();
    try {
      return question.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  <T> T write(Supplier<T> change) {
    lock.writeLock().lock();
    try {
      return change.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  // To be called under the lock only.

  Leases leases() {
    return leases;
  }

  /** What is known of a sync; an empty table if it never ran, which lasts only if it is kept. */
  SyncTable table(String sync) {
    SyncTable table = tables.get(sync);
    return table == null ? new SyncTable(sync) : table;
  }

  void keep(SyncTable table) {
    tables.putIfAbsent(table.sync(), table);
  }

  List<String> syncs() {
    return List.copyOf(tables.keySet());
  }

  Iterable<SyncTable> tables() {
    return tables.values();
  }
}
