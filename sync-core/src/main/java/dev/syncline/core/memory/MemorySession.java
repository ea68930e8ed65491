package dev.syncline.core.memory;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncState;
import dev.syncline.api.state.UnitOfWork;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** What one run sees of an {@link InMemoryStateStore}. */
final class MemorySession implements StateSession {

  /** Bounded, so that a scan neither copies a table nor holds the lock for long. */
  private static final int SCAN_CHUNK = 1_000;

  private final InMemoryStateStore store;
  private final Lease lease;
  private volatile boolean closed;

  MemorySession(InMemoryStateStore store, Lease lease) {
    this.store = store;
    this.lease = lease;
  }

  @Override
  public SyncState load() {
    return read(SyncTable::state);
  }

  @Override
  public KeyStates find(KeyHashes keys) {
    return read(table -> table.find(keys));
  }

  @Override
  public RecordStateScan scan(LongPredicate wantedOrdinals) {
    requireOpen();
    return new RecordStateScan() {
      private long next;

      @Override
      public List<RecordState> next() {
        List<RecordState> chunk = read(table -> table.scan(next, wantedOrdinals, SCAN_CHUNK));
        if (!chunk.isEmpty()) {
          next = chunk.get(chunk.size() - 1).ordinal() + 1;
        }
        return chunk;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<RecordState> sample(int max) {
    return read(table -> table.sample(max));
  }

  @Override
  public ParentRefs parents(String parentSync, KeyHashes keys) {
    requireOpen();
    return store.read(() -> store.table(parentSync).refs(keys));
  }

  @Override
  public BitSet haveChildren(KeyHashes keys) {
    return parents(keys, false);
  }

  @Override
  public BitSet heldByChildren(KeyHashes keys) {
    return parents(keys, true);
  }

  private BitSet parents(KeyHashes keys, boolean holdingOnly) {
    requireOpen();
    return store.read(
        () -> {
          var found = new BitSet(keys.size());
          for (SyncTable table : store.tables()) {
            table.markParents(lease.sync(), keys, holdingOnly, found);
          }
          return found;
        });
  }

  @Override
  public List<PendingChild> pending(Optional<KeyHash> after, int max) {
    return read(table -> table.pending(after, max));
  }

  @Override
  public List<PendingChild> waiting(KeyHashes parents, Optional<KeyHash> after, int max) {
    return read(table -> table.waiting(parents, after, max));
  }

  @Override
  public List<Intent> intents() {
    return read(SyncTable::intents);
  }

  @Override
  public void journal(List<Intent> intents) {
    write(
        () -> {
          SyncTable table = store.table(lease.sync());
          table.journal(intents);
          store.keep(table);
          return lease;
        });
  }

  @Override
  public void commit(Checkpoint checkpoint) {
    write(
        () -> {
          SyncTable table = store.table(lease.sync());
          table.commit(checkpoint);
          store.keep(table);
          return lease;
        });
  }

  @Override
  public Lease renew(Duration ttl) {
    return write(() -> store.leases().renew(lease, ttl));
  }

  @Override
  public UnitOfWork begin() {
    requireOpen();
    return new UnitOfWork() {
      private boolean ended;

      @Override
      public <T> Optional<T> resource(Class<T> type) {
        return Optional.empty();
      }

      @Override
      public void commit(Checkpoint checkpoint) {
        if (ended) {
          throw new IllegalStateException("this unit of work has ended; begin another");
        }
        MemorySession.this.commit(checkpoint);
        ended = true;
      }

      @Override
      public void close() {
        ended = true;
      }
    };
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> T read(Function<SyncTable, T> question) {
    requireOpen();
    return store.read(() -> question.apply(store.table(lease.sync())));
  }

  private Lease write(Supplier<Lease> change) {
    requireOpen();
    return store.write(
        () -> {
          store.leases().requireCurrent(lease);
          return change.get();
        });
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the session of sync '" + lease.sync() + "' is closed; open another");
    }
  }
}
