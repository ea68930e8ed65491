package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.RunSettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadedConveyorTest {
  private static final Schema SCHEMA = Schema.of(Field.of("name", LogicalType.STRING));
  private static final int MOST = 6;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ThreadedConveyor conveyor =
      new ThreadedConveyor(
          threads, 10, new Gathering(MOST, RunSettings.DEFAULT, () -> Instant.EPOCH));

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** The first call is held back until the small batches wait behind it. */
  @Test
  void whatWaitsIsLoadedInOneCall() {
    var line = new Numbered(6, 2, 2, 2, 6, 1);
    var smallOnesWait = new CountDownLatch(1);
    line.transforming =
        first -> {
          if (first == 12) {
            smallOnesWait.countDown();
          }
        };
    line.loading =
        first -> {
          if (first == 0) {
            await(smallOnesWait);
          }
        };

    assertThat(conveyor.run(line)).isTrue();

    assertThat(line.events)
        .containsExactly(
            "load [0, 1, 2, 3, 4, 5]",
            "pulse",
            "load [6, 7, 8, 9, 10, 11]",
            "pulse",
            "load [12, 13, 14, 15, 16, 17]",
            "pulse",
            "load [18]",
            "pulse");
  }

  /** Whoever waits for earlier batches waits for none that is gathered and not loaded. */
  @Test
  void whatWasGatheredIsCommittedBeforeSomebodyGoesOn() {
    var line = new Numbered(1, 1, 1);
    line.transforming =
        first -> {
          if (first == 2) {
            conveyor.settle();
            line.events.add("settled");
          }
        };

    assertThat(conveyor.run(line)).isTrue();

    var events = new ArrayList<>(line.events);
    events.removeIf("pulse"::equals);
    assertThat(events.subList(events.size() - 3, events.size()))
        .containsExactly("commit", "settled", "load [2]");
    assertThat(events.subList(0, events.size() - 3))
        .isIn(List.of("load [0, 1]"), List.of("load [0]", "load [1]"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Step {
    void on(long first);
  }

  /** Batches of the given sizes, whose rows are numbered through. */
  private static final class Numbered implements Conveyor.Line {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    volatile Step transforming = first -> {};
    volatile Step loading = first -> {};
    private final Deque<WorkBatch> source = new ArrayDeque<>();

    Numbered(int... sizes) {
      long next = 0;
      for (int size : sizes) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < size; i++) {
          Object[] values = {"name " + next};
          rows.add(new Row(SCHEMA, values, Op.UPSERT, new KeyHash(0, next++), null));
        }
        source.add(WorkBatch.of(WorkBatch.Intake.FETCHED, SCHEMA, rows));
      }
    }

    private static long first(WorkBatch batch) {
      return batch.rows().get(0).id.low();
    }

    @Override
    public Optional<WorkBatch> fetch() {
      return Optional.ofNullable(source.poll());
    }

    @Override
    public void transform(WorkBatch batch) {
      transforming.on(first(batch));
    }

    @Override
    public void load(WorkBatch batch) {
      loading.on(first(batch));
      events.add("load " + batch.rows().stream().map(row -> row.id.low()).toList());
    }

    @Override
    public void pulse() {
      // While nothing has come yet, too.
      if (!events.isEmpty() && !events.get(events.size() - 1).equals("pulse")) {
        events.add("pulse");
      }
    }

    @Override
    public void abandon() {}

    @Override
    public void commit() {
      events.add("commit");
    }
  }
}
