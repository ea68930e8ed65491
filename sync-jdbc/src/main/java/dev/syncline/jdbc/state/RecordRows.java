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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** The table {@code syncline_record}. */
final class RecordRows {
  private static final int BATCH = 2_000;
  private static final int PAGE = 10_000;
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
          "vals",
          "run_seq");
  private static final String SELECT =
      "SELECT key_hash, ordinal, rec_key, rec_ref, data_hash, link_hash, parents, hash_version,"
          + " adopted, vals FROM syncline_record WHERE ";

  private static final String BY_ORDINAL = SELECT + "sync_id = ? AND ";

  /**
   * The plus keeps SQLite from walking through all records of the sync for a long list of keys: the
   * key hash alone finds them.
   */
  private static final KeyQuery BY_KEY = KeyQuery.byKey(SELECT + "+sync_id = ?");

  private final Connection connection;
  private final Dialect dialect;
  private final long sync;

  RecordRows(Connection connection, Dialect dialect, long sync) {
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
  }

  void write(List<RecordState> states, OptionalLong run) throws SQLException {
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
        bind(statement, state, run);
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

  private void bind(PreparedStatement statement, RecordState state, OptionalLong run)
      throws SQLException {
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
    if (run.isPresent()) {
      statement.setLong(12, run.getAsLong());
    } else {
      statement.setNull(12, Types.BIGINT);
    }
  }

  List<RecordState> find(KeyHashes keys) throws SQLException {
    var found = new ArrayList<RecordState>();
    new KeyedRows(connection, "syncline_record", sync)
        .select(dialect, BY_KEY, keys, row -> found.add(state(row)));
    return found;
  }

  /** The place in the history of the run that wrote a state. */
  OptionalLong run(KeyHash key) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT run_seq FROM syncline_record WHERE sync_id = ? AND key_hash = ?")) {
      statement.setLong(1, sync);
      statement.setBytes(2, Hashes.bytes(key));
      return RowReader.all(statement, RowReader::optionalNumber).stream()
          .findFirst()
          .orElse(OptionalLong.empty());
    }
  }

  /** Adds all states to an index. */
  void index(StateIndex index) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT key_hash, ordinal, data_hash, hash_version FROM syncline_record WHERE sync_id ="
                + " ? AND ordinal > ? ORDER BY ordinal LIMIT "
                + PAGE)) {
      long last = Long.MIN_VALUE;
      for (int rows = PAGE; rows == PAGE; ) {
        rows = 0;
        statement.setLong(1, sync);
        statement.setLong(2, last);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            rows++;
            last = row.getLong(2);
            index.add(
                Hashes.of(row.getBytes(1)), last, DataHash.of(row.getBytes(3)), row.getInt(4));
          }
        }
      }
    }
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

  /** The lowest ordinal from one on. */
  OptionalLong firstOrdinal(long from) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT MIN(ordinal) FROM syncline_record WHERE sync_id = ? AND ordinal >= ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, from);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long ordinal = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ordinal);
      }
    }
  }

  /** The state with the highest ordinal. */
  Optional<RecordState> last() throws SQLException {
    return firstBehind("ordinal >= ? ORDER BY ordinal DESC", Long.MIN_VALUE);
  }

  /** The first state at or behind an ordinal. */
  Optional<RecordState> from(long ordinal) throws SQLException {
    return firstBehind("ordinal >= ? ORDER BY ordinal", ordinal);
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

  /** The wanted states from an ordinal on and before another. */
  List<RecordState> between(long from, long end, LongPredicate wanted) throws SQLException {
    var found = new ArrayList<RecordState>();
    try (var statement =
        connection.prepareStatement(BY_ORDINAL + "ordinal >= ? AND ordinal < ? ORDER BY ordinal")) {
      statement.setLong(1, sync);
      statement.setLong(2, from);
      statement.setLong(3, end);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (wanted.test(row.getLong(2))) {
            found.add(state(row));
          }
        }
      }
    }
    return found;
  }
}
