package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A table whose rows go by sync and key hash; most also have a body. */
final class KeyedRows {
  private static final int BATCH = 2_000;

  private final Connection connection;
  private final String table;
  private final long sync;

  KeyedRows(Connection connection, String table, long sync) {
    this.connection = connection;
    this.table = table;
    this.sync = sync;
  }

  void delete(Collection<KeyHash> keys) throws SQLException {
    batch(
        "DELETE FROM " + table + " WHERE sync_id = ? AND key_hash = ?",
        keys,
        (statement, key) -> statement.setBytes(2, Hashes.bytes(key)));
  }

  /** Takes away what an earlier scan read and this one did not. */
  void deleteUnseen(long finishedScan) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "DELETE FROM " + table + " WHERE sync_id = ? AND last_scan < ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, finishedScan);
      statement.executeUpdate();
    }
  }

  /** Writes rows of the columns {@code last_scan} and {@code body}. */
  void put(Collection<Entry> entries) throws SQLException {
    delete(entries.stream().map(Entry::key).toList());
    batch(
        "INSERT INTO " + table + " (sync_id, key_hash, last_scan, body) VALUES (?, ?, ?, ?)",
        entries,
        (statement, entry) -> {
          statement.setBytes(2, Hashes.bytes(entry.key()));
          if (entry.lastScan().isPresent()) {
            statement.setLong(3, entry.lastScan().getAsLong());
          } else {
            statement.setNull(3, Types.BIGINT);
          }
          statement.setBytes(4, entry.body());
        });
  }

  <T> void batch(String sql, Collection<T> items, Binder<T> binder) throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (T item : items) {
        statement.setLong(1, sync);
        binder.bind(statement, item);
        statement.addBatch();
        if (++waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  <T> List<T> find(Dialect dialect, KeyHashes keys, Function<byte[], T> shape) throws SQLException {
    var found = new ArrayList<T>();
    String select = "SELECT body FROM " + table + " WHERE sync_id = ? AND ";
    select(dialect, select, keys, row -> found.add(shape.apply(row.getBytes(1))));
    return found;
  }

  <T> List<T> page(Optional<KeyHash> after, int max, Function<byte[], T> shape)
      throws SQLException {
    String behind = after.isPresent() ? " AND key_hash > ?" : "";
    try (var statement =
        connection.prepareStatement(
            "SELECT body FROM "
                + table
                + " WHERE sync_id = ?"
                + behind
                + " ORDER BY key_hash LIMIT "
                + Math.max(0, max))) {
      statement.setLong(1, sync);
      if (after.isPresent()) {
        statement.setBytes(2, Hashes.bytes(after.get()));
      }
      return bodies(statement, shape);
    }
  }

  static <T> List<T> bodies(PreparedStatement statement, Function<byte[], T> shape)
      throws SQLException {
    var found = new ArrayList<T>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(shape.apply(row.getBytes(1)));
      }
    }
    return found;
  }

  long count() throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE sync_id = ?")) {
      statement.setLong(1, sync);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Runs a query for the keys, some hundred at a time. */
  void select(Dialect dialect, String start, KeyHashes keys, RowTaker taker) throws SQLException {
    for (int from = 0; from < keys.size(); from += KeyLists.MOST) {
      int to = Math.min(keys.size(), from + KeyLists.MOST);
      try (var statement = KeyLists.prepare(connection, dialect, start, sync, keys, from, to);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  /**
   * A row to be written.
   *
   * @param key its key
   * @param lastScan the scan that read it last
   * @param body the rest
   */
  record Entry(KeyHash key, OptionalLong lastScan, byte[] body) {}

  @FunctionalInterface
  interface Binder<T> {
    void bind(PreparedStatement statement, T item) throws SQLException;
  }

  @FunctionalInterface
  interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }
}
