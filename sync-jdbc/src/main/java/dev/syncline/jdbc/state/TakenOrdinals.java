package dev.syncline.jdbc.state;

import dev.syncline.api.state.RecordState;
import dev.syncline.jdbc.state.SegmentRows.Head;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses two states with one ordinal, which the database sees only among rows of their own. New
 * states come behind all others, so that there is mostly nothing to look at.
 */
final class TakenOrdinals {
  private final Connection connection;
  private final long sync;
  private final long[] wanted;

  TakenOrdinals(Connection connection, long sync, Collection<RecordState> states)
      throws SQLException {
    this.connection = connection;
    this.sync = sync;
    this.wanted = states.stream().mapToLong(RecordState::ordinal).sorted().toArray();
    for (int i = 1; i < wanted.length; i++) {
      if (wanted[i] == wanted[i - 1]) {
        throw taken(wanted[i]);
      }
    }
  }

  private long lowest() {
    return wanted.length == 0 ? Long.MAX_VALUE : wanted[0];
  }

  private long highest() {
    return wanted.length == 0 ? Long.MIN_VALUE : wanted[wanted.length - 1];
  }

  private static SQLException taken(long ordinal) {
    return new SQLException("two record states have the ordinal " + ordinal, "23000");
  }

  /** After what is replaced was taken out. */
  void refuseThoseInSegments() throws SQLException {
    var rows = new SegmentRows(connection, sync);
    List<Head> heads =
        rows.heads().stream()
            .filter(head -> head.lastOrdinal() >= lowest() && head.firstOrdinal() <= highest())
            .toList();
    Map<Long, BitSet> gone = heads.isEmpty() ? Map.of() : rows.gone();
    for (Head head : heads) {
      BitSet dead = gone.getOrDefault(head.seq(), new BitSet());
      Map<Long, Integer> places = head.dense() ? Map.of() : places(rows, head);
      for (long ordinal : wanted) {
        int place = place(head, places, ordinal);
        if (place >= 0 && !dead.get(place)) {
          throw taken(ordinal);
        }
      }
    }
  }

  private static int place(Head head, Map<Long, Integer> places, long ordinal) {
    if (ordinal < head.firstOrdinal() || ordinal > head.lastOrdinal()) {
      return -1;
    }
    return head.dense() ? (int) (ordinal - head.firstOrdinal()) : places.getOrDefault(ordinal, -1);
  }

  private static Map<Long, Integer> places(SegmentRows rows, Head head) throws SQLException {
    var hashes = ByteBuffer.wrap(rows.bytes("hashes", head.seq()));
    var places = new HashMap<Long, Integer>();
    for (int i = 0; i < head.records(); i++) {
      places.put(Segment.ordinal(hashes, i), i);
    }
    return places;
  }

  /** After what is replaced was deleted there. */
  void refuseThoseInRows() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT ordinal FROM syncline_record WHERE sync_id = ? AND ordinal >= ? AND ordinal <="
                + " ?")) {
      statement.setLong(1, sync);
      statement.setLong(2, lowest());
      statement.setLong(3, highest());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (Arrays.binarySearch(wanted, row.getLong(1)) >= 0) {
            throw taken(row.getLong(1));
          }
        }
      }
    }
  }
}
