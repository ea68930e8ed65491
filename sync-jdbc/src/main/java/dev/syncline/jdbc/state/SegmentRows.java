package dev.syncline.jdbc.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The tables {@code syncline_segment}, {@code syncline_gone} and {@code syncline_change}. */
final class SegmentRows {
  private final Connection connection;
  private final long sync;

  SegmentRows(Connection connection, long sync) {
    this.connection = connection;
    this.sync = sync;
  }

  /**
   * A segment without its content.
   *
   * @param seq its number; a later one is higher
   */
  record Head(long seq, long firstOrdinal, long lastOrdinal, int records) {
    boolean dense() {
      return Segment.dense(firstOrdinal, lastOrdinal, records);
    }
  }

  /** All segments, oldest first. */
  List<Head> heads() throws SQLException {
    return query(
        "SELECT seq, first_ordinal, last_ordinal, records FROM syncline_segment WHERE sync_id = ?"
            + " ORDER BY seq",
        row -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4)));
  }

  boolean any() throws SQLException {
    return !query(
            "SELECT seq FROM syncline_segment WHERE sync_id = ? ORDER BY seq LIMIT 1",
            row -> row.getLong(1))
        .isEmpty();
  }

  private <T> List<T> query(String sql, Reading<T> reading) throws SQLException {
    var found = new ArrayList<T>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, sync);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(reading.read(row));
        }
      }
    }
    return found;
  }

  /** How many states count. */
  long count() throws SQLException {
    long all = sum("SELECT COALESCE(SUM(records), 0) FROM syncline_segment WHERE sync_id = ?");
    return all == 0
        ? 0
        : all - sum("SELECT COALESCE(SUM(records), 0) FROM syncline_gone WHERE sync_id = ?");
  }

  private long sum(String sql) throws SQLException {
    return query(sql, row -> row.getLong(1)).get(0);
  }

  /** The numbers of all segments, oldest first. */
  List<Long> numbers() throws SQLException {
    return query(
        "SELECT seq FROM syncline_segment WHERE sync_id = ? ORDER BY seq", row -> row.getLong(1));
  }

  /** One of the three arrays of a segment. */
  byte[] bytes(String column, long seq) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + column + " FROM syncline_segment WHERE sync_id = ? AND seq = ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the record states of segment " + seq + " are gone");
        }
        return row.getBytes(1);
      }
    }
  }

  /** Adds a segment behind all others. */
  void add(long seq, Segment segment, OptionalLong run) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO syncline_segment (sync_id, seq, first_ordinal, last_ordinal, records,"
                + " key_hashes, hashes, body, run_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      new RowWriter(statement)
          .number(sync)
          .number(seq)
          .number(segment.firstOrdinal())
          .number(segment.lastOrdinal())
          .number(segment.size())
          .bytes(segment.keyHashes())
          .bytes(segment.hashes())
          .bytes(segment.body())
          .number(run);
      statement.executeUpdate();
    }
  }

  /** The place in the history of the run that wrote a segment. */
  OptionalLong run(long seq) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT run_seq FROM syncline_segment WHERE sync_id = ? AND seq = ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq);
      return RowReader.all(statement, RowReader::optionalNumber).stream()
          .findFirst()
          .orElse(OptionalLong.empty());
    }
  }

  /** The number of the next segment; numbers are not used again as long as any segment is left. */
  long nextSeq() throws SQLException {
    return sum("SELECT COALESCE(MAX(seq), -1) + 1 FROM syncline_segment WHERE sync_id = ?");
  }

  /** The places in segments whose states no longer count. */
  Map<Long, BitSet> gone() throws SQLException {
    var gone = new HashMap<Long, BitSet>();
    query(
            "SELECT seq, positions FROM syncline_gone WHERE sync_id = ?",
            row -> Map.entry(row.getLong(1), BitSet.valueOf(row.getBytes(2))))
        .forEach(entry -> gone.put(entry.getKey(), entry.getValue()));
    return gone;
  }

  /** Writes down which places of a segment no longer count; a segment without any left goes. */
  void gone(long seq, BitSet positions, int records) throws SQLException {
    delete("syncline_gone", seq);
    if (positions.cardinality() == records) {
      delete("syncline_segment", seq);
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO syncline_gone (sync_id, seq, records, positions) VALUES (?, ?, ?, ?)")) {
      new RowWriter(statement)
          .number(sync)
          .number(seq)
          .number(positions.cardinality())
          .bytes(positions.toByteArray());
      statement.executeUpdate();
    }
  }

  private void delete(String table, long seq) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + table + " WHERE sync_id = ? AND seq = ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq);
      statement.executeUpdate();
    }
  }

  /** How often record states were changed so far. */
  long changes() throws SQLException {
    OptionalLong known = knownChanges();
    return known.orElse(0);
  }

  private OptionalLong knownChanges() throws SQLException {
    return query("SELECT changes FROM syncline_change WHERE sync_id = ?", row -> row.getLong(1))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Counts one more commit that changes record states; the new number. */
  long change() throws SQLException {
    OptionalLong known = knownChanges();
    long changes = known.orElse(0) + 1;
    try (PreparedStatement statement =
        connection.prepareStatement(
            known.isPresent()
                ? "UPDATE syncline_change SET changes = ? WHERE sync_id = ?"
                : "INSERT INTO syncline_change (changes, sync_id) VALUES (?, ?)")) {
      new RowWriter(statement).number(changes).number(sync);
      statement.executeUpdate();
    }
    return changes;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }
}
