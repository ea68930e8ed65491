package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
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
        new SyncState(SyncProgress.NEW, 0, 0, 0, Optional.empty(), OptionalLong.empty()),
        SqlStateQueries::state);
  }

  @Override
  public List<RunReport> runs(String sync, int max) {
    return ask(sync, List.of(), (connection, id) -> runs(connection, id, "", max));
  }

  @Override
  public KeyStates find(String sync, KeyHash key) {
    return ask(
        sync,
        KeyStates.of(Map.of(), Map.of(), Map.of()),
        (connection, id) -> find(connection, tables.dialect(), id, KeyHashes.of(key), true, true));
  }

  @Override
  public List<DeadLetter> deadLetters(String sync, Optional<KeyHash> after, int max) {
    return ask(
        sync,
        List.of(),
        (connection, id) ->
            new KeyedRows(connection, "syncline_dead_letter", id)
                .page(after, max, Bodies::deadLetter));
  }

  @Override
  public List<PendingChild> pending(String sync, Optional<KeyHash> after, int max) {
    return ask(
        sync,
        List.of(),
        (connection, id) ->
            new KeyedRows(connection, "syncline_pending", id).page(after, max, Bodies::pending));
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
        new KeyedRows(connection, "syncline_record", sync).count(),
        new KeyedRows(connection, "syncline_pending", sync).count(),
        new KeyedRows(connection, "syncline_dead_letter", sync).count(),
        runs(connection, sync, " AND running = 1", 1).stream().findFirst(),
        syncs.approvedScan(sync));
  }

  private static List<RunReport> runs(Connection connection, long sync, String filter, int max)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT body FROM syncline_run WHERE sync_id = ?"
                + filter
                + " ORDER BY seq DESC LIMIT "
                + Math.max(0, max))) {
      statement.setLong(1, sync);
      return KeyedRows.bodies(statement, Bodies::run);
    }
  }

  static KeyStates find(
      Connection connection,
      Dialect dialect,
      long sync,
      KeyHashes keys,
      boolean withPending,
      boolean withLetters)
      throws SQLException {
    var states = new HashMap<KeyHash, RecordState>(keys.size() * 2);
    for (RecordState state : new RecordRows(connection, dialect, sync).find(keys)) {
      states.put(state.keyHash(), state);
    }
    var pending = new HashMap<KeyHash, PendingChild>();
    if (withPending) {
      new KeyedRows(connection, "syncline_pending", sync)
          .find(dialect, keys, Bodies::pending)
          .forEach(child -> pending.put(child.keyHash(), child));
    }
    var letters = new HashMap<KeyHash, DeadLetter>();
    if (withLetters) {
      new KeyedRows(connection, "syncline_dead_letter", sync)
          .find(dialect, keys, Bodies::deadLetter)
          .forEach(letter -> letters.put(letter.id(), letter));
    }
    return KeyStates.of(states, pending, letters);
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection, long sync) throws SQLException;
  }
}
