package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncState;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/** What operators see of a {@link SqlStateStore}. */
final class SqlStateQueries implements StateQueries {
  private final Tables tables;

  SqlStateQueries(Tables tables) {
    this.tables = tables;
  }

  @Override
  public List<String> syncs() {
    return tables.read(connection -> new Syncs(connection).names());
  }

  @Override
  public SyncState state(String sync) {
    return ask(
        sync,
        new SyncState(SyncProgress.NEW, 0, 0, 0, 0, Optional.empty(), OptionalLong.empty()),
        SqlStateQueries::state);
  }

  @Override
  public List<RunReport> runs(String sync, int max) {
    return ask(sync, List.of(), (connection, id) -> new Runs(connection, id).latest(max));
  }

  @Override
  public Optional<RunReport> lastWriter(String sync, KeyHash key) {
    return ask(
        sync,
        Optional.empty(),
        (connection, id) -> {
          OptionalLong run = RecordStates.writer(connection, tables.dialect(), id, key);
          return run.isEmpty() ? Optional.empty() : new Runs(connection, id).bySeq(run.getAsLong());
        });
  }

  @Override
  public KeyStates find(String sync, KeyHash key) {
    return ask(
        sync,
        KeyStates.of(Map.of(), Map.of(), Map.of()),
        (connection, id) ->
            find(
                connection,
                tables.dialect(),
                id,
                KeyHashes.of(key),
                FoundStates.of(
                    RecordStates.point(connection, tables.dialect(), id, KeyHashes.of(key))),
                true,
                true));
  }

  @Override
  public List<DeadLetter> deadLetters(
      String sync, LetterSelection selection, Optional<KeyHash> after, int max) {
    return ask(
        sync,
        List.of(),
        (connection, id) -> new LetterRows(connection, id).page(selection, after, max));
  }

  @Override
  public List<LetterGroup> letterGroups(String sync, int max) {
    return ask(sync, List.of(), (connection, id) -> new LetterRows(connection, id).groups(max));
  }

  @Override
  public List<PendingChild> pending(String sync, Optional<KeyHash> after, int max) {
    return ask(
        sync,
        List.of(),
        (connection, id) -> new EntryRows<>(connection, new PendingTable(), id).page(after, max));
  }

  private <T> T ask(String sync, T ofNewSync, Question<T> question) {
    return tables.read(
        connection -> {
          OptionalLong id = new Syncs(connection).id(sync);
          return id.isEmpty() ? ofNewSync : question.ask(connection, id.getAsLong());
        });
  }

  static SyncState state(Connection connection, long sync) throws SQLException {
    var syncs = new Syncs(connection);
    return new SyncState(
        syncs.progress(sync),
        RecordStates.count(connection, sync),
        new KeyedRows(connection, PendingTable.NAME, sync).count(),
        new KeyedRows(connection, DeadLetterTable.NAME, sync).count(),
        new LetterRows(connection, sync).decided(),
        new Runs(connection, sync).running(),
        syncs.approvedScan(sync));
  }

  static KeyStates find(
      Connection connection,
      Dialect dialect,
      long sync,
      KeyHashes keys,
      FoundStates states,
      boolean withPending,
      boolean withLetters)
      throws SQLException {
    var pending = new HashMap<KeyHash, PendingChild>();
    if (withPending) {
      new EntryRows<>(connection, new PendingTable(), sync)
          .find(dialect, keys)
          .forEach(child -> pending.put(child.keyHash(), child));
    }
    var letters = new HashMap<KeyHash, DeadLetter>();
    if (withLetters) {
      new EntryRows<>(connection, new DeadLetterTable(), sync)
          .find(dialect, keys)
          .forEach(letter -> letters.put(letter.id(), letter));
    }
    return new KeyStates() {
      @Override
      public Optional<RecordState> state(KeyHash key) {
        return states.state(key);
      }

      @Override
      public long ordinalIfSame(int index, KeyHash key, DataHash hash, IntPredicate versions) {
        return states.ordinalIfSame(index, key, hash, versions);
      }

      @Override
      public Optional<PendingChild> pending(KeyHash key) {
        return Optional.ofNullable(pending.get(key));
      }

      @Override
      public Optional<DeadLetter> deadLetter(KeyHash id) {
        return Optional.ofNullable(letters.get(id));
      }
    };
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection, long sync) throws SQLException;
  }
}
