package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHashes;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Queries for many keys at once. */
final class KeyLists {
  /** The largest number of keys of one query. */
  static final int MOST = 1_000;

  private static final int[] SIZES = {1, 8, 64, 256, MOST};

  private KeyLists() {}

  static PreparedStatement prepare(
      Connection connection,
      Dialect dialect,
      KeyQuery query,
      long sync,
      KeyHashes keys,
      int from,
      int to)
      throws SQLException {
    if (dialect.bindsByteArrays()) {
      return array(connection, query, sync, keys, from, to);
    }
    int size = size(to - from);
    var statement = start(connection, query, " IN (?" + ", ?".repeat(size - 1) + ")", sync);
    for (int i = 0; i < size; i++) {
      // Few different statements are cached better; the last key fills up.
      int key = Math.min(from + i, to - 1);
      statement.setBytes(query.firstHash() + i, Hashes.bytes(keys.high(key), keys.low(key)));
    }
    return statement;
  }

  private static PreparedStatement start(
      Connection connection, KeyQuery query, String condition, long sync) throws SQLException {
    var statement = connection.prepareStatement(query.sql(condition));
    statement.setLong(1, sync);
    if (query.after().isPresent()) {
      statement.setBytes(2, Hashes.bytes(query.after().get()));
    }
    return statement;
  }

  private static PreparedStatement array(
      Connection connection, KeyQuery query, long sync, KeyHashes keys, int from, int to)
      throws SQLException {
    byte[][] wanted = new byte[to - from][];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = Hashes.bytes(keys.high(from + i), keys.low(from + i));
    }
    var statement = start(connection, query, " = ANY (?)", sync);
    statement.setArray(query.firstHash(), connection.createArrayOf("bytea", wanted));
    return statement;
  }

  private static int size(int keys) {
    for (int size : SIZES) {
      if (keys <= size) {
        return size;
      }
    }
    throw new IllegalArgumentException("too many keys at once: " + keys);
  }
}
