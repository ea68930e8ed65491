package dev.syncline.jdbc.state;

import dev.syncline.api.Change;
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
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.state.Tables.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** What one run sees of a {@link SqlStateStore}. */
final class SqlStateSession implements StateSession {
  private final Tables tables;
  private final Leases leases;
  private final Lease lease;
  private final long sync;
  private final Intents intents;
  private final RecordStates states;
  private final Map<Long, RecordStates> parents = new ConcurrentHashMap<>();
  private volatile boolean closed;
  // Only this run parks and rejects: what is not there now comes by its own checkpoints.
  private volatile boolean mayHavePending;
  private volatile boolean mayHaveLetters;

  SqlStateSession(Tables tables, Lease lease) {
    this.tables = tables;
    this.leases = new Leases(tables);
    this.lease = lease;
    this.sync =
        tables
            .read(connection -> new Syncs(connection).id(lease.sync()))
            .orElseThrow(
                () -> new IllegalStateException("no lease was granted to '" + lease.sync() + "'"));
    this.intents = new Intents(sync);
    this.states = new RecordStates(tables, sync);
    this.mayHavePending = tables.read(c -> rows(c, PendingTable.NAME).count() > 0);
    this.mayHaveLetters = tables.read(c -> rows(c, DeadLetterTable.NAME).count() > 0);
  }

  private KeyedRows rows(Connection connection, String table) {
    return new KeyedRows(connection, table, sync);
  }

  @Override
  public SyncState load() {
    return read(connection -> SqlStateQueries.state(connection, sync));
  }

  @Override
  public void expectScan() {
    read(
        connection -> {
          states.expectScan(connection);
          return lease;
        });
  }

  @Override
  public KeyStates find(KeyHashes keys) {
    return read(
        connection ->
            SqlStateQueries.find(
                connection,
                tables.dialect(),
                sync,
                keys,
                states.find(connection, keys),
                mayHavePending,
                mayHaveLetters));
  }

  @Override
  public RecordStateScan scan(LongPredicate wantedOrdinals) {
    requireOpen();
    return new StateScan(this::read, tables, sync, wantedOrdinals);
  }

  @Override
  public List<RecordState> sample(int max) {
    return read(connection -> StateScan.sample(connection, tables, sync, max));
  }

  @Override
  public ParentRefs parents(String parentSync, KeyHashes keys) {
    return read(
        connection -> {
          var syncs = new Syncs(connection);
          var parent = syncs.id(parentSync);
          var refs = new HashMap<KeyHash, String>();
          if (parent.isEmpty()) {
            return new ParentRefs(refs, 0, 0);
          }
          // The count first: a commit in between is then counted as new the next time.
          ParentRefs known = syncs.asParent(parent.getAsLong());
          FoundStates found = of(parent.getAsLong()).find(connection, keys);
          for (int i = 0; i < keys.size(); i++) {
            found.state(keys.get(i)).ifPresent(state -> refs.put(state.keyHash(), state.ref()));
          }
          for (Intent intent : new Intents(parent.getAsLong()).open(connection)) {
            if (intent.change() == Change.DELETE) {
              refs.remove(intent.keyHash());
            }
          }
          return new ParentRefs(refs, known.commits(), known.renewals());
        });
  }

  private RecordStates of(long parent) {
    return parent == sync
        ? states
        : parents.computeIfAbsent(parent, id -> new RecordStates(tables, id));
  }

  @Override
  public BitSet haveChildren(KeyHashes keys) {
    return read(c -> new Families(c, tables.dialect()).parents(lease.sync(), keys, false));
  }

  @Override
  public BitSet heldByChildren(KeyHashes keys) {
    return read(c -> new Families(c, tables.dialect()).parents(lease.sync(), keys, true));
  }

  @Override
  public List<PendingChild> pending(Optional<KeyHash> after, int max) {
    return read(c -> new EntryRows<>(c, new PendingTable(), sync).page(after, max));
  }

  @Override
  public List<PendingChild> waiting(KeyHashes parents, Optional<KeyHash> after, int max) {
    if (!mayHavePending) {
      return List.of();
    }
    return read(
        c ->
            new EntryRows<>(c, new PendingTable(), sync)
                .page(tables.dialect(), "waits_for", parents, after, max));
  }

  @Override
  public List<Intent> intents() {
    return read(intents::open);
  }

  @Override
  public void journal(List<Intent> toBeSent) {
    requireOpen();
    knowingIntents(
        () ->
            tables.write(
                true,
                connection -> {
                  leases.fence(connection, lease);
                  intents.journal(connection, toBeSent);
                  return lease;
                }));
  }

  private void knowingIntents(Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      intents.forget();
      throw e;
    }
  }

  @Override
  public void commit(Checkpoint checkpoint) {
    requireOpen();
    expect(checkpoint);
    knowingIntents(
        () ->
            knowingStates(
                () ->
                    tables.write(
                        false,
                        connection -> {
                          apply(connection, checkpoint);
                          return lease;
                        })));
  }

  private void knowingStates(Runnable write) {
    boolean done = false;
    try {
      write.run();
      done = true;
    } finally {
      if (done) {
        states.committed();
      } else {
        states.failed();
      }
    }
  }

  private void expect(Checkpoint checkpoint) {
    if (!checkpoint.parked().isEmpty()) {
      mayHavePending = true;
    }
    if (!checkpoint.rejected().isEmpty()) {
      mayHaveLetters = true;
    }
  }

  private void apply(Connection connection, Checkpoint checkpoint) throws SQLException {
    leases.fence(connection, lease);
    new CheckpointWriter(connection, tables.dialect(), sync, intents, states).apply(checkpoint);
  }

  @Override
  public Lease renew(Duration ttl) {
    requireOpen();
    return leases.renew(lease, ttl);
  }

  @Override
  public UnitOfWork begin() {
    requireOpen();
    Transaction transaction = tables.begin();
    return new UnitOfWork() {
      @Override
      public <T> Optional<T> resource(Class<T> type) {
        return type.isInstance(transaction.connection())
            ? Optional.of(type.cast(transaction.connection()))
            : Optional.empty();
      }

      @Override
      public void commit(Checkpoint checkpoint) {
        expect(checkpoint);
        knowingStates(
            () -> {
              try {
                apply(transaction.connection(), checkpoint);
                transaction.commit();
              } catch (SQLException e) {
                throw tables.failure(e);
              }
            });
      }

      @Override
      public void close() {
        intents.forget();
        transaction.close();
      }
    };
  }

  @Override
  public void close() {
    closed = true;
    states.close();
    parents.values().forEach(RecordStates::close);
  }

  private <T> T read(Work<T> work) {
    requireOpen();
    return tables.read(work);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the session of sync '" + lease.sync() + "' is closed; open another");
    }
  }
}
