package dev.syncline.jdbc.state;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The table {@code syncline_record}. */
final class RecordRows {
  private static final int BATCH = 2_000;
  private static final List<String> COLUMNS =
      List.of(
          "sync_id",
          "key_hash",
          "ordinal",
          "rec_key",
          "rec_ref",
          "data_hash",
          "link_hash",
          "parents",
          "hash_version",
          "adopted",
          "vals");
  private static final String SELECT =
      "SELECT key_hash, ordinal, rec_key, rec_ref, data_hash, link_hash, parents, hash_version,"
          + " adopted, vals FROM syncline_record WHERE ";

  private static final String BY_ORDINAL = SELECT + "sync_id = ? AND ";

  /**
   * The plus keeps SQLite from walking through all records of the sync for a long list of keys: the
   * key hash alone finds them.
   */
  private static final KeyQuery BY_KEY = KeyQuery.byKey(SELECT + "+sync_id = ?");

  private static final KeyQuery PARENTS =
      KeyQuery.byKey(
          "SELECT key_hash, parents FROM syncline_record WHERE +sync_id = ?"
              + " AND parents IS NOT NULL");

  private final Connection connection;
  private final Dialect dialect;
  private final long sync;

  RecordRows(Connection connection, Dialect dialect, long sync) {
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
  }

  void write(List<RecordState> states) throws SQLException {
    if (states.isEmpty()) {
      return;
    }
    var latest = new LinkedHashMap<KeyHash, RecordState>();
    states.forEach(state -> latest.put(state.keyHash(), state));
    List<String> marks = Collections.nCopies(COLUMNS.size(), "?");
    String sql;
    if (dialect.upsertsByKey()) {
      List<String> key = spelled(List.of("sync_id", "key_hash"));
      sql = dialect.upsert("syncline_record", spelled(COLUMNS), key, marks);
    } else {
      // An upsert could meet another record by its ordinal and overwrite it.
      new KeyedRows(connection, "syncline_record", sync).delete(latest.keySet());
      sql = dialect.insert("syncline_record", spelled(COLUMNS), marks);
    }
    try (var statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (RecordState state : latest.values()) {
        bind(statement, state);
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

  private List<String> spelled(List<String> columns) {
    return columns.stream().map(dialect::unquoted).toList();
  }

  private void bind(PreparedStatement statement, RecordState state) throws SQLException {
    statement.setLong(1, sync);
    statement.setBytes(2, Hashes.bytes(state.keyHash()));
    statement.setLong(3, state.ordinal());
    statement.setString(4, state.key());
    statement.setString(5, state.ref());
    statement.setBytes(6, state.dataHash().toBytes());
    if (state.linkHash().isPresent()) {
      statement.setBytes(7, state.linkHash().get().toBytes());
    } else {
      statement.setNull(7, Types.VARBINARY);
    }
    if (state.parents().isEmpty()) {
      statement.setNull(8, Types.VARBINARY);
    } else {
      statement.setBytes(8, state.parents().toBytes());
    }
    statement.setInt(9, state.hashVersion());
    statement.setInt(10, state.adopted() ? 1 : 0);
    if (state.values().isPresent()) {
      statement.setString(11, state.values().get());
    } else {
      statement.setNull(11, Types.VARCHAR);
    }
  }

  List<RecordState> find(KeyHashes keys) throws SQLException {
    var found = new ArrayList<RecordState>();
    new KeyedRows(connection, "syncline_record", sync)
        .select(dialect, BY_KEY, keys, row -> found.add(state(row)));
    return found;
  }

  private static RecordState state(ResultSet row) throws SQLException {
    byte[] link = row.getBytes(6);
    byte[] parents = row.getBytes(7);
    return new RecordState(
        Hashes.of(row.getBytes(1)),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        DataHash.of(row.getBytes(5)),
        link == null ? Optional.empty() : Optional.of(DataHash.of(link)),
        parents == null ? KeyHashes.EMPTY : KeyHashes.fromBytes(parents),
        row.getInt(8),
        row.getInt(9) == 1,
        Optional.ofNullable(row.getString(10)));
  }

  /** Some states, spread over all: each the first at or behind an ordinal. */
  List<RecordState> sample(int max) throws SQLException {
    var found = new TreeMap<Long, RecordState>();
    long end =
        firstBehind("ordinal >= ? ORDER BY ordinal DESC", 0).map(RecordState::ordinal).orElse(-1L);
    for (int i = 0; i < max && end >= 0; i++) {
      long from = Math.round((double) end * i / Math.max(1, max - 1));
      firstBehind("ordinal >= ? ORDER BY ordinal", from)
          .ifPresent(state -> found.put(state.ordinal(), state));
    }
    return List.copyOf(found.values());
  }

  private Optional<RecordState> firstBehind(String where, long ordinal) throws SQLException {
    try (var statement = connection.prepareStatement(BY_ORDINAL + where + " LIMIT 1")) {
      statement.setLong(1, sync);
      statement.setLong(2, ordinal);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(state(row)) : Optional.empty();
      }
    }
  }

  /**
   * The wanted states among the next {@code max} rows from an ordinal on.
   *
   * @return where to go on; empty at the end of the table
   */
  Optional<Long> scan(long from, LongPredicate wanted, int max, List<RecordState> found)
      throws SQLException {
    int rows = 0;
    long last = from;
    try (var statement =
        connection.prepareStatement(BY_ORDINAL + "ordinal >= ? ORDER BY ordinal LIMIT " + max)) {
      statement.setLong(1, sync);
      statement.setLong(2, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows++;
          last = row.getLong(2);
          if (wanted.test(last)) {
            found.add(state(row));
          }
        }
      }
    }
    return rows < max ? Optional.empty() : Optional.of(last + 1);
  }

  /** The parents of those of these records that have any. */
  Map<KeyHash, KeyHashes> parents(KeyHashes keys) throws SQLException {
    var found = new HashMap<KeyHash, KeyHashes>();
    new KeyedRows(connection, "syncline_record", sync)
        .select(
            dialect,
            PARENTS,
            keys,
            row -> found.put(Hashes.of(row.getBytes(1)), KeyHashes.fromBytes(row.getBytes(2))));
    return found;
  }
}
