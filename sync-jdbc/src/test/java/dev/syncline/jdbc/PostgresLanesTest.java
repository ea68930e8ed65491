package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest.FullScan;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table that is read by several connections at once. */
@Timeout(60)
class PostgresLanesTest {
  private static final FullScan ALL =
      new FullScan(Optional.empty(), new BatchLimits(50, 1_000_000));

  private final TestDatabase database = TestDatabase.postgres();

  @BeforeEach
  void people() {
    database.execute(
        "CREATE TABLE people (id bigint, name text)",
        // Far from evenly: most are in one range.
        "INSERT INTO people SELECT i, 'person ' || i FROM generate_series(1, 5000) i",
        "INSERT INTO people VALUES (-9223372036854775808, 'least'), (9223372036854775807, 'most')");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JdbcSource lanes(int lanes) {
    return JdbcSource.table(database.pool().dataSource(), "people")
        .key("id")
        .fetchSize(100)
        .lanes(lanes);
  }

  private static Extraction open(JdbcSource source) {
    return source.toSpec().local().orElseThrow().get().open(ALL);
  }

  private static List<Long> rest(Extraction extraction) {
    var ids = new ArrayList<Long>();
    while (true) {
      Poll poll = extraction.next(Duration.ofSeconds(10));
      if (poll instanceof Poll.End end) {
        assertThat(end.complete()).isTrue();
        return ids;
      }
      if (poll instanceof Poll.Batch batch) {
        assertThat(batch.records().size()).isBetween(1, 50);
        for (int i = 0; i < batch.records().size(); i++) {
          ids.add((Long) batch.records().value(i, 0));
        }
      }
    }
  }

  private static List<Long> everybody() {
    return LongStream.concat(
            LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE), LongStream.rangeClosed(1, 5000))
        .boxed()
        .toList();
  }

  @Test
  void everyRowIsReadOnce() {
    try (Extraction extraction = open(lanes(3))) {
      assertThat(rest(extraction)).containsExactlyInAnyOrderElementsOf(everybody());
      assertThat(extraction.metrics().bytesRead()).isPositive();
    }
  }

  @Test
  void allLanesSeeOneState() {
    try (Extraction extraction = open(lanes(3))) {
      // Before most ranges are opened: the queue is full.
      database.execute(
          "DELETE FROM people WHERE id > 2000",
          "UPDATE people SET id = id + 10000000 WHERE id < 1000",
          "INSERT INTO people VALUES (7777777, 'late')");
      assertThat(rest(extraction)).containsExactlyInAnyOrderElementsOf(everybody());
    }
  }

  @Test
  void anEmptyTableAndRowsWithoutAKeyAreRead() {
    database.execute("DELETE FROM people");
    try (Extraction extraction = open(lanes(2))) {
      assertThat(rest(extraction)).isEmpty();
    }
    database.execute("INSERT INTO people VALUES (NULL, 'nobody')");
    try (Extraction extraction = open(lanes(2))) {
      assertThat(rest(extraction)).hasSize(1);
    }
    database.execute("INSERT INTO people VALUES (5, 'five')");
    try (Extraction extraction = open(lanes(2))) {
      assertThat(rest(extraction)).hasSize(2);
    }
  }

  @Test
  void whoStopsEarlyLeavesNothingBehind() {
    for (int i = 0; i < 10; i++) {
      try (Extraction extraction = open(lanes(4))) {
        assertThat(extraction.next(Duration.ofSeconds(10))).isInstanceOf(Poll.Batch.class);
      }
    }
    assertThat(
            database.column(
                "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND query ILIKE"
                    + " '%people%' AND pid <> pg_backend_pid()"))
        .containsExactly("0");
  }

  @Test
  void aLaneThatFailsFailsTheReading() {
    database.execute(
        "CREATE VIEW broken AS SELECT id, 1 / (id - 4000) AS name FROM people WHERE id < 9223372036854775807 AND id > 0");
    var source =
        JdbcSource.table(database.pool().dataSource(), "broken").key("id").fetchSize(10).lanes(2);
    assertThatThrownBy(
            () -> {
              try (Extraction extraction = open(source)) {
                rest(extraction);
              }
            })
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("division by zero");
  }

  @Test
  void wholeRunsAreTheSame() {
    try (SyncEngine engine = SyncEngine.builder().stateStore(InMemoryStateStore.create()).build()) {
      var sync =
          SyncDefinition.builder("people")
              .source(lanes(3))
              .destination(JdbcTable.of(database.pool().dataSource(), "copies").createIfMissing())
              .deletes(Deletes.byAbsence())
              .build();
      RunReport first = engine.run(sync);
      assertThat(first.ledger().inserted()).as(first.toString()).isEqualTo(5002);
      database.execute("DELETE FROM people WHERE id = 17");
      RunReport second = engine.run(sync);
      assertThat(second.ledger().unchanged()).isEqualTo(5001);
      assertThat(second.ledger().deleted()).isEqualTo(1);
      assertThat(second.ledger().balanced()).isTrue();
    }
  }

  private SyncDefinition copies() {
    return SyncDefinition.builder("people")
        .source(lanes(3))
        .destination(JdbcTable.of(database.pool().dataSource(), "copies").createIfMissing())
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .settings(RunSettings.DEFAULT.batchRows(50).gatherRows(50).checkpointRows(200))
        .build();
  }

  private int copied() {
    return Integer.parseInt(database.column("SELECT count(*) FROM copies").get(0));
  }

  /** The books of a run that was cut off balance, and the next one loses and deletes nothing. */
  private void assertGoesOn(SyncEngine engine, RunReport cutOff) {
    assertThat(cutOff.ledger().balanced()).as(cutOff.toString()).isTrue();
    assertThat(copied()).isBetween(1, 5001);

    RunReport next = engine.run(copies());

    assertThat(next.status()).as(next.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(next.ledger().fetched()).isEqualTo(5002);
    assertThat(next.ledger().balanced()).isTrue();
    assertThat(next.ledger().absent()).isZero();
    assertThat(database.column("SELECT id FROM copies"))
        .containsExactlyInAnyOrderElementsOf(everybody().stream().map(String::valueOf).toList());
    assertThat(engine.run(copies()).ledger().unchanged()).isEqualTo(5002);
  }

  @Test
  void aRunThatIsStoppedWhileLanesReadLeavesNothingOut() {
    var stop = new AtomicReference<Runnable>(() -> {});
    try (SyncEngine engine =
        SyncEngine.builder()
            .stateStore(InMemoryStateStore.create())
            .listener(inTheMiddle(stop))
            .build()) {
      stop.set(() -> engine.cancel("people"));

      RunReport stopped = engine.run(copies());

      assertThat(stopped.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(stopped.ledger().inserted()).isEqualTo(copied());
      assertGoesOn(engine, stopped);
    }
  }

  /** In the middle, the lease becomes somebody else's. */
  @Test
  void aRunThatDiesWhileLanesReadLeavesNothingOut() {
    var clock = TestClock.create();
    var store = InMemoryStateStore.create(clock);
    var die =
        new AtomicReference<Runnable>(
            () -> {
              clock.advance(Duration.ofMinutes(10));
              store.acquire(LeaseRequest.of("people", "another", Duration.ofSeconds(1)));
            });
    try (SyncEngine engine =
        SyncEngine.builder()
            .stateStore(store)
            .clock(clock)
            .waiting(clock::advance)
            .listener(inTheMiddle(die))
            .build()) {
      RunReport dead = engine.run(copies());

      assertThat(dead.status()).isEqualTo(RunStatus.FAILED);
      long committed = engine.state().state("people").records();
      assertThat(committed).isBetween(200L, 300L);
      assertThat((long) copied()).as("written, and not committed").isGreaterThan(committed);
      clock.advance(Duration.ofMinutes(10));
      assertGoesOn(engine, dead);
    }
  }

  /** When some batches are committed, and one is written that is not. */
  private static SyncListener inTheMiddle(AtomicReference<Runnable> once) {
    return event -> {
      if (event instanceof SyncEvent.Progressed now && now.soFar().inserted() > 330) {
        once.getAndSet(() -> {}).run();
      }
    };
  }

  @Test
  void whereItCannotBeItIsRefusedByName() {
    database.execute("CREATE TABLE named (id text PRIMARY KEY)");
    var named = JdbcSource.table(database.pool().dataSource(), "named").key("id").lanes(2);
    assertThatThrownBy(() -> open(named))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("the key 'id' is of type string");
    try (TestDatabase h2 = TestDatabase.h2()) {
      h2.execute("CREATE TABLE people (id bigint PRIMARY KEY)");
      var other = JdbcSource.table(h2.pool().dataSource(), "people").key("ID").lanes(2);
      assertThatThrownBy(() -> open(other))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("the table 'people' is in H2");
    }
  }
}
