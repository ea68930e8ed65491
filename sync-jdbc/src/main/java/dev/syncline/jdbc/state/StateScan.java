package dev.syncline.jdbc.state;

import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.jdbc.state.SegmentRows.Head;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All record states of a sync in the order of their ordinals, a range of ordinals at a time: what
 * stands in rows of its own together with what stands in segments.
 */
final class StateScan implements RecordStateScan {
  private static final int RANGE = 8_192;
  private static final int CHUNK = 2_000;

  private final Reader reader;
  private final Tables tables;
  private final long sync;
  private final LongPredicate wanted;
  private long from;
  private boolean started;
  private boolean ended;
  private List<RecordState> ahead = List.of();

  StateScan(Reader reader, Tables tables, long sync, LongPredicate wanted) {
    this.reader = reader;
    this.tables = tables;
    this.sync = sync;
    this.wanted = wanted;
  }

  @Override
  public List<RecordState> next() {
    while (ahead.isEmpty() && !ended) {
      ahead = reader.read(this::range);
    }
    int chunk = Math.min(CHUNK, ahead.size());
    List<RecordState> next = List.copyOf(ahead.subList(0, chunk));
    ahead = List.copyOf(ahead.subList(chunk, ahead.size()));
    return next;
  }

  /** The wanted states of the next range that has any states at all. */
  private List<RecordState> range(Connection connection) throws SQLException {
    var loose = new RecordRows(connection, tables.dialect(), sync);
    var rows = new SegmentRows(connection, sync);
    List<Head> heads = rows.heads();
    if (!started) {
      from = Long.MIN_VALUE;
      started = true;
    }
    long first = loose.firstOrdinal(from).orElse(Long.MAX_VALUE);
    for (Head head : heads) {
      if (head.lastOrdinal() >= from) {
        first = Math.min(first, firstOf(rows, head));
      }
    }
    if (first == Long.MAX_VALUE) {
      ended = true;
      return List.of();
    }
    long end = first + RANGE;
    var found = new ArrayList<>(loose.between(first, end, wanted));
    Map<Long, BitSet> gone = null;
    for (Head head : heads) {
      if (overlaps(head, first, end)) {
        gone = gone == null ? rows.gone() : gone;
        read(new SegmentContent(rows, head.seq()), gone.get(head.seq()), first, end, found);
      }
    }
    found.sort(Comparator.comparingLong(RecordState::ordinal));
    from = end;
    return found;
  }

  /** The lowest ordinal from the start of the range on; others may lie far apart. */
  private long firstOf(SegmentRows rows, Head head) throws SQLException {
    if (head.firstOrdinal() >= from) {
      return head.firstOrdinal();
    }
    if (head.dense()) {
      return from;
    }
    var content = new SegmentContent(rows, head.seq());
    return content.ordinal(content.from(from));
  }

  /** A segment of which nothing is wanted is not even read. */
  private boolean overlaps(Head head, long first, long end) {
    if (head.lastOrdinal() < first || head.firstOrdinal() >= end) {
      return false;
    }
    long last = Math.min(head.lastOrdinal(), end - 1);
    for (long ordinal = Math.max(first, head.firstOrdinal()); ordinal <= last; ordinal++) {
      if (wanted.test(ordinal)) {
        return true;
      }
    }
    return false;
  }

  private void read(
      SegmentContent content,
      @Nullable BitSet gone,
      long first,
      long end,
      List<RecordState> found) {
    for (int i = content.from(first); i < content.size() && content.ordinal(i) < end; i++) {
      if ((gone == null || !gone.get(i)) && wanted.test(content.ordinal(i))) {
        found.add(content.state(i));
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    ahead = List.of();
  }

  /** Some states, spread over all: each the first at or behind an ordinal. */
  static List<RecordState> sample(Connection connection, Tables tables, long sync, int max)
      throws SQLException {
    var loose = new RecordRows(connection, tables.dialect(), sync);
    var rows = new SegmentRows(connection, sync);
    List<Head> heads = new ArrayList<>(rows.heads());
    heads.sort(Comparator.comparingLong(Head::firstOrdinal));
    Map<Long, BitSet> gone = heads.isEmpty() ? Map.of() : rows.gone();
    long end = loose.last().map(RecordState::ordinal).orElse(-1L);
    for (Head head : heads) {
      end = Math.max(end, head.lastOrdinal());
    }
    var found = new TreeMap<Long, RecordState>();
    for (int i = 0; i < max && end >= 0; i++) {
      long from = Math.round((double) end * i / Math.max(1, max - 1));
      Optional<RecordState> best = loose.from(from);
      for (Head head : heads) {
        long limit = best.map(RecordState::ordinal).orElse(Long.MAX_VALUE);
        if (head.lastOrdinal() >= from && head.firstOrdinal() < limit) {
          Optional<RecordState> before = best;
          best =
              firstOf(new SegmentContent(rows, head.seq()), gone.get(head.seq()), from, limit)
                  .or(() -> before);
        }
      }
      best.ifPresent(state -> found.put(state.ordinal(), state));
    }
    return List.copyOf(found.values());
  }

  private static Optional<RecordState> firstOf(
      SegmentContent content, @Nullable BitSet gone, long from, long limit) {
    for (int i = content.from(from); i < content.size() && content.ordinal(i) < limit; i++) {
      if (gone == null || !gone.get(i)) {
        return Optional.of(content.state(i));
      }
    }
    return Optional.empty();
  }

  /** Gives a connection. */
  @FunctionalInterface
  interface Reader {
    <T> T read(Tables.Work<T> work);
  }
}
