package dev.syncline.jdbc.source;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading: streams the rows of one result, in one transaction. */
final class JdbcExtraction implements Extraction {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcExtraction.class);

  private final Database database;
  private final Transaction transaction;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final SourceColumns columns;
  private final BatchLimits limits;
  private final Plan plan;
  private final AtomicLong bytesRead = new AtomicLong();
  private final long requests;
  private long withoutCursor;
  private @Nullable Object @Nullable [] ahead;
  private boolean atEnd;
  private boolean closed;

  /**
   * What the batches and the end of a reading say.
   *
   * @param cursorColumn the column of batches' cursors, where the rows come in its order
   * @param countedColumn the column whose nulls are counted
   * @param keyColumns the columns of resume positions, where the rows come in their order
   * @param upper the upper bound, taken before reading
   * @param complete whether the end means that everything was seen
   */
  record Plan(
      Optional<Integer> cursorColumn,
      Optional<Integer> countedColumn,
      List<Integer> keyColumns,
      Optional<Cursor> upper,
      boolean complete) {}

  JdbcExtraction(
      Database database,
      Transaction transaction,
      PreparedStatement statement,
      ResultSet rows,
      SourceColumns columns,
      BatchLimits limits,
      Plan plan,
      long requests) {
    this.database = database;
    this.transaction = transaction;
    this.statement = statement;
    this.rows = rows;
    this.columns = columns;
    this.limits = limits;
    this.plan = plan;
    this.requests = requests;
  }

  @Override
  public Poll next(Duration maxWait) {
    try {
      if (ahead == null && !atEnd) {
        advance();
      }
      return ahead == null ? end() : batch();
    } catch (SQLException e) {
      throw database.failure("reading the source failed", e);
    }
  }

  /** Holds one row back, to know whether the next one has the same key. */
  private void advance() throws SQLException {
    if (!rows.next()) {
      ahead = null;
      atEnd = true;
      return;
    }
    ahead = columns.read(rows);
  }

  private Poll batch() throws SQLException {
    var builder = RowBatch.builder(columns.schema());
    long bytes = 0;
    @Nullable Object[] last = new @Nullable Object[0];
    while (ahead != null) {
      long size = SourceColumns.size(ahead);
      boolean full =
          builder.size() == limits.rows() || (builder.size() > 0 && bytes + size > limits.bytes());
      if (full) {
        break;
      }
      last = ahead;
      builder.add(last);
      bytes += size;
      count(last);
      advance();
    }
    bytesRead.addAndGet(bytes);
    RowBatch batch = builder.build();
    Optional<Cursor> cursor = plan.cursorColumn().flatMap(column -> cursorOf(batch, column));
    return new Poll.Batch(batch, cursor, position(last));
  }

  private void count(@Nullable Object[] row) {
    if (plan.countedColumn().isPresent() && row[plan.countedColumn().get()] == null) {
      withoutCursor++;
    }
  }

  /** The last value of the batch; rows with the same value in the next one are read again. */
  private Optional<Cursor> cursorOf(RowBatch batch, int column) {
    for (int row = batch.size() - 1; row >= 0; row--) {
      Object value = batch.value(row, column);
      if (value != null) {
        return Optional.of(Tokens.cursor(value, columns.schema().field(column).name()));
      }
    }
    return Optional.empty();
  }

  /** None in the midst of rows with one key, and none where the key has a null. */
  private Optional<ResumePosition> position(@Nullable Object[] last) {
    if (plan.keyColumns().isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    parts.add(plan.upper().map(Cursor::token).orElse(""));
    boolean tie = ahead != null;
    for (int column : plan.keyColumns()) {
      Object value = last[column];
      Optional<String> token = value == null ? Optional.empty() : Tokens.encode(value);
      if (token.isEmpty()) {
        return Optional.empty();
      }
      parts.add(token.get());
      tie = tie && ahead != null && same(value, ahead[column]);
    }
    return tie ? Optional.empty() : Optional.of(new ResumePosition(Tokens.join(parts)));
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return Arrays.deepEquals(new @Nullable Object[] {a}, new @Nullable Object[] {b});
  }

  /** Gives the connection back: runs of a group stay open until all of them are through. */
  private Poll end() {
    close();
    var notices = new ArrayList<String>();
    if (withoutCursor > 0) {
      notices.add(
          withoutCursor
              + (withoutCursor == 1 ? " record has" : " records have")
              + " no cursor value and are read in every run");
    }
    return new Poll.End(plan.complete(), plan.upper(), notices);
  }

  /** Nothing to tell: a query takes nothing out of the database. */
  @Override
  public void acknowledge(Cursor durable) {}

  @Override
  public ReadMetrics metrics() {
    return new ReadMetrics(bytesRead.get(), requests);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!atEnd && transaction.dialect().drainsOnClose()) {
        statement.cancel();
      }
      statement.close();
    } catch (SQLException e) {
      LOG.debug("statement not closed: {}", e.getMessage());
    } finally {
      transaction.close();
    }
  }
}
