package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** The rows of one sync in a table whose rows go by sync and key hash. */
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

  /** The next number of a table that numbers its rows. */
  long nextSeq() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT COALESCE(MAX(seq), 0) + 1 FROM " + table + " WHERE sync_id = ?")) {
      statement.setLong(1, sync);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Runs a query for the keys, some hundred at a time. */
  void select(Dialect dialect, KeyQuery query, KeyHashes keys, RowTaker taker) throws SQLException {
    for (int from = 0; from < keys.size(); from += KeyLists.MOST) {
      int to = Math.min(keys.size(), from + KeyLists.MOST);
      try (var statement = KeyLists.prepare(connection, dialect, query, sync, keys, from, to);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  @FunctionalInterface
  interface Binder<T> {
    void bind(PreparedStatement statement, T item) throws SQLException;
  }

  @FunctionalInterface
  interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }
}
