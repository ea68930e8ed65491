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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** What one run sees of a {@link SqlStateStore}. */
final class SqlStateSession implements StateSession {
  private static final int SCAN_CHUNK = 2_000;

  private final Tables tables;
  private final Leases leases;
  private final Lease lease;
  private final long sync;
  private final Intents intents;
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
  public KeyStates find(KeyHashes keys) {
    return read(
        connection ->
            SqlStateQueries.find(
                connection, tables.dialect(), sync, keys, mayHavePending, mayHaveLetters));
  }

  @Override
  public RecordStateScan scan(LongPredicate wantedOrdinals) {
    requireOpen();
    return new RecordStateScan() {
      private Optional<Long> position = Optional.of(Long.MIN_VALUE);

      @Override
      public List<RecordState> next() {
        var found = new ArrayList<RecordState>();
        while (found.isEmpty() && position.isPresent()) {
          long from = position.get();
          position =
              read(
                  connection ->
                      new RecordRows(connection, tables.dialect(), sync)
                          .scan(from, wantedOrdinals, SCAN_CHUNK, found));
        }
        return found;
      }

      @Override
      public void close() {
        position = Optional.empty();
      }
    };
  }

  @Override
  public List<RecordState> sample(int max) {
    return read(connection -> new RecordRows(connection, tables.dialect(), sync).sample(max));
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
          new RecordRows(connection, tables.dialect(), parent.getAsLong())
              .find(keys)
              .forEach(state -> refs.put(state.keyHash(), state.ref()));
          for (Intent intent : new Intents(parent.getAsLong()).open(connection)) {
            if (intent.change() == Change.DELETE) {
              refs.remove(intent.keyHash());
            }
          }
          return new ParentRefs(refs, known.commits(), known.renewals());
        });
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
            tables.write(
                false,
                connection -> {
                  apply(connection, checkpoint);
                  return lease;
                }));
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
    new CheckpointWriter(connection, tables.dialect(), sync, intents).apply(checkpoint);
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
        try {
          apply(transaction.connection(), checkpoint);
          transaction.commit();
        } catch (SQLException e) {
          throw tables.failure(e);
        }
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
