package dev.syncline.jdbc.source;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.source.JdbcExtraction.Plan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One reading by several connections that see one state of the database. Each reads one range of
 * the key at a time, and there are more ranges than lanes, so that a full range keeps nobody
 * waiting. What is read waits in a bounded queue; whoever polls sets the pace.
 */
final class LaneExtraction implements Extraction {
  private static final int RANGES_EACH = 8;
  private static final int BATCHES_EACH = 2;
  private static final Duration BLOCKED = Duration.ofMillis(100);

  private final TableOrQuery source;
  private final Transaction first;
  private final String snapshot;
  private final SourceColumns columns;
  private final ScanSql sql;
  private final BatchLimits limits;
  private final Optional<Cursor> upper;
  private final Queue<KeyRange> ranges;
  private final BlockingQueue<Message> messages;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean closed;
  private int working;

  /** What a lane tells: a batch, that it is done, or that it failed. */
  private sealed interface Message {
    /** Some records. */
    record Read(RecordBatch batch) implements Message {}

    /** There are no ranges left. */
    record Done() implements Message {}

    /** A lane cannot go on. */
    record Failed(RuntimeException cause) implements Message {}
  }

  /** How many ranges a scan by so many lanes is made of. */
  static int ranges(int lanes) {
    return lanes * RANGES_EACH;
  }

  /**
   * @param first the transaction whose state is shared; closed with this
   * @param requests what was asked before
   */
  LaneExtraction(
      TableOrQuery source,
      Transaction first,
      String snapshot,
      SourceColumns columns,
      ScanSql sql,
      List<KeyRange> ranges,
      BatchLimits limits,
      Optional<Cursor> upper,
      long requests) {
    this.source = source;
    this.first = first;
    this.snapshot = snapshot;
    this.columns = columns;
    this.sql = sql;
    this.limits = limits;
    this.upper = upper;
    this.ranges = new ConcurrentLinkedQueue<>(ranges);
    this.requests.set(requests);
    int count = source.settings().lanes();
    this.messages = new ArrayBlockingQueue<>(count * BATCHES_EACH);
    this.working = count;
    for (int i = 0; i < count; i++) {
      var lane = new Lane("syncline-lane-" + i);
      lanes.add(lane);
      lane.start();
    }
  }

  @Override
  public Poll next(Duration maxWait) {
    long end = System.nanoTime() + maxWait.toNanos();
    try {
      while (working > 0) {
        Message message = messages.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          return new Poll.Idle();
        }
        if (message instanceof Message.Read read) {
          return Poll.Batch.of(read.batch());
        }
        if (message instanceof Message.Failed failed) {
          throw failed.cause();
        }
        working--;
      }
      return new Poll.End(true, upper, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Poll.Idle();
    }
  }

  /** Nothing to tell: a query takes nothing out of the database. */
  @Override
  public void acknowledge(Cursor durable) {}

  @Override
  public ReadMetrics metrics() {
    return new ReadMetrics(bytesRead.get(), requests.get());
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (Lane lane : lanes) {
      try {
        while (lane.isAlive()) {
          // Again and again: a cancel may come before the query has begun.
          lane.running.cancel();
          messages.clear();
          lane.join(BLOCKED.toMillis());
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    first.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection at a time, and the thread that reads with it. */
  private final class Lane extends Thread {
    private final RunningStatement running = new RunningStatement();

    Lane(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (KeyRange range = ranges.poll(); range != null && !closed; range = ranges.poll()) {
          read(range);
        }
        tell(new Message.Done());
      } catch (SQLException e) {
        tell(new Message.Failed(source.unreadable(e)));
      } catch (SyncException e) {
        tell(new Message.Failed(e));
      } catch (RuntimeException e) {
        tell(new Message.Failed(e));
      }
    }

    private void read(KeyRange range) throws SQLException {
      requests.incrementAndGet();
      try (Extraction part = open(range)) {
        while (!closed && part.next(BLOCKED) instanceof Poll.Batch batch) {
          tell(new Message.Read(batch.records()));
        }
        bytesRead.addAndGet(part.metrics().bytesRead());
      }
    }

    private Extraction open(KeyRange range) throws SQLException {
      Transaction transaction = source.begin();
      try {
        transaction.dialect().importSnapshot(transaction.connection(), snapshot);
        ScanSql.Statement query = sql.range(columns, range);
        PreparedStatement statement =
            transaction.dialect().stream(
                transaction.connection(), query.sql(), source.settings().fetchSize());
        query.bind(running.now(statement), Optional.empty());
        var nothing =
            new Plan(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), true);
        return new JdbcExtraction(
            source.database(),
            transaction,
            statement,
            statement.executeQuery(),
            columns,
            limits,
            nothing,
            0);
      } catch (SQLException | RuntimeException e) {
        transaction.close();
        throw e;
      }
    }

    private void tell(Message message) {
      try {
        boolean told = false;
        while (!told && !closed) {
          told = messages.offer(message, BLOCKED.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        // Nobody interrupts a lane but to end it.
        closed = true;
      }
    }
  }
}
