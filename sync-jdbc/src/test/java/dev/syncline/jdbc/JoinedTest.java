package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Destination and state store in one database: data and state are one commit, or none. */
class JoinedTest {
  private static final Schema PEOPLE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  private final TestClock clock = TestClock.create();
  private final ListSource source =
      ListSource.builder(PEOPLE).key("id").snapshot().resumable().build();

  static Stream<Arguments> databases() {
    return Stream.of(
        Arguments.of("SQLite", (Supplier<TestDatabase>) TestDatabase::sqlite),
        Arguments.of("H2", (Supplier<TestDatabase>) TestDatabase::h2File),
        Arguments.of("PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres),
        Arguments.of("MariaDB", (Supplier<TestDatabase>) TestDatabase::mariaDb),
        Arguments.of("Connector/J", (Supplier<TestDatabase>) TestDatabase::mySql));
  }

  private SyncDefinition sync() {
    return SyncDefinition.builder("people")
        .source(source)
        .destination(JdbcTable.of("db", "people"))
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .settings(RunSettings.DEFAULT.batchRows(10).checkpointRows(30))
        .build();
  }

  private SyncEngine engine(TestDatabase database, StateStore store) {
    return engine(database, store, false);
  }

  private SyncEngine engine(TestDatabase database, StateStore store, boolean sameThread) {
    var connection = JdbcConnection.url(database.url()).maxPoolSize(4);
    var engine =
        SyncEngine.builder()
            .connection(
                "db", database.user().isEmpty() ? connection : connection.user(database.user()))
            .stateStore(store)
            .clock(clock);
    return sameThread ? engine.sameThread().build() : engine.build();
  }

  private static void createTable(TestDatabase database) {
    database.create(
        "people", PEOPLE, List.of("id"), ", PRIMARY KEY (" + database.quote("id") + ")");
  }

  private static List<String> names(TestDatabase database) {
    return database.column(
        "SELECT " + database.quote("name") + " FROM " + database.quote("people") + " ORDER BY 1");
  }

  private void people(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(id -> source.add((long) id, "name " + id));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databases")
  void writesDeletesAndFindsNothingToDoTheSecondTime(String name, Supplier<TestDatabase> of) {
    try (var database = of.get()) {
      createTable(database);
      people(1, 95);
      try (var engine = engine(database, JdbcStateStore.of(database.pool().dataSource(), clock))) {
        assertThat(engine.run(sync()).ledger().inserted()).isEqualTo(95);
        assertThat(names(database)).hasSize(95);
        assertThat(engine.run(sync()).ledger().unchanged()).isEqualTo(95);
        source.clear();
        people(1, 90);
        assertThat(engine.run(sync()).ledger().deleted()).isEqualTo(5);
        assertThat(names(database)).hasSize(90);
        // What is committed together needs no journal: nothing was ever in doubt.
        assertThat(database.column("SELECT run_id FROM syncline_intent")).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databases")
  void anInsertOnlySyncAsksInTheMiddleOfTheTransaction(String name, Supplier<TestDatabase> of) {
    try (var database = of.get()) {
      createTable(database);
      database.insert("people", PEOPLE, List.of(SyncRecord.of(PEOPLE, 50L, "hers")));
      people(1, 95);
      var insertOnly =
          SyncDefinition.builder("people")
              .source(source)
              .destination(JdbcTable.of("db", "people"))
              .settings(RunSettings.DEFAULT.batchRows(10).checkpointRows(30))
              .writes(Writes.insertOnly())
              .build();
      try (var engine = engine(database, JdbcStateStore.of(database.pool().dataSource(), clock))) {
        RunReport report = engine.run(insertOnly);

        assertThat(report.failure()).isEmpty();
        assertThat(report.ledger().inserted()).isEqualTo(94);
        assertThat(report.ledger().filtered()).isEqualTo(1);
        assertThat(names(database)).hasSize(95).contains("hers");
        assertThat(engine.run(sync()).ledger().updated()).isEqualTo(1);
        assertThat(names(database)).doesNotContain("hers");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databases")
  void whoHasLostTheLeaseWritesNothingToTheDestinationEither(
      String name, Supplier<TestDatabase> of) {
    try (var database = of.get()) {
      createTable(database);
      people(1, 95);
      var store = JdbcStateStore.of(database.pool().dataSource(), clock);
      try (var engine = engine(database, store)) {
        source.beforeBatch(
            batch -> {
              if (batch == 8) {
                takeOver(store);
              }
            });
        RunReport zombie = engine.run(sync());
        source.beforeBatch(batch -> {});
        assertThat(zombie.status()).isEqualTo(RunStatus.FAILED);
        assertThat(zombie.failure().orElseThrow().message()).contains("lost the lease");
        int committed = names(database).size();
        assertThat(database.column("SELECT rec_key FROM syncline_record")).hasSize(committed);
        assertThat(committed).isLessThanOrEqualTo(80);

        clock.advance(Duration.ofMinutes(10));
        RunReport next = engine.run(sync());
        assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(next.ledger().carried()).isZero();
        assertThat(names(database)).hasSize(95);
      }
    }
  }

  /** The loading thread may renew the lease between the leap of the clock and the taking. */
  private void takeOver(StateStore store) {
    var request = LeaseRequest.of("people", "another", Duration.ofMinutes(1));
    do {
      clock.advance(Duration.ofMinutes(10));
    } while (!(store.acquire(request) instanceof LeaseAnswer.Granted));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databases")
  void aRowThatTheTableRefusesCostsOnlyItself(String name, Supplier<TestDatabase> of) {
    try (var database = of.get()) {
      database.create(
          "people",
          PEOPLE,
          List.of("id"),
          ", PRIMARY KEY ("
              + database.quote("id")
              + "), CHECK ("
              + database.quote("name")
              + " <> 'name 17')");
      people(1, 95);
      try (var engine = engine(database, JdbcStateStore.of(database.pool().dataSource(), clock))) {
        RunReport report = engine.run(sync());
        assertThat(report.ledger().inserted()).isEqualTo(94);
        assertThat(report.ledger().rejected()).isEqualTo(1);
        assertThat(names(database)).hasSize(94).doesNotContain("name 17");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databases")
  void aRunThatFailsLeavesDataAndStateAlike(String name, Supplier<TestDatabase> of) {
    try (var database = of.get()) {
      createTable(database);
      people(1, 95);
      try (var engine = engine(database, JdbcStateStore.of(database.pool().dataSource(), clock))) {
        source.failAfter(5, new IllegalStateException("the source broke"));
        RunReport failed = engine.run(sync());
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failed.ledger().balanced()).isTrue();
        assertThat(database.column("SELECT rec_key FROM syncline_record"))
            .hasSize(names(database).size())
            .hasSize((int) failed.ledger().inserted());

        source.failAfter(Integer.MAX_VALUE, new IllegalStateException("never"));
        assertThat(engine.run(sync()).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(names(database)).hasSize(95);
      }
    }
  }

  @Test
  void anotherFileIsAnotherDatabase(@TempDir Path folder) {
    try (var database = TestDatabase.sqlite();
        var elsewhere = JdbcConnection.url("jdbc:sqlite:" + folder.resolve("state.db")).open()) {
      createTable(database);
      people(1, 95);
      assertThat(journalled(database, database.pool())).isZero();
      database.execute("DELETE FROM people");
      assertThat(journalled(database, elsewhere)).isEqualTo(2);
      assertThat(names(database)).hasSize(95);
    }
  }

  /** How many batches stand in the journal when the third is read and nothing is committed yet. */
  private int journalled(TestDatabase database, JdbcPool state) {
    var count = new AtomicInteger(-1);
    source.beforeBatch(
        batch -> {
          if (batch == 2) {
            count.set(intents(state));
          }
        });
    try (var engine = engine(database, JdbcStateStore.of(state.dataSource(), clock), true)) {
      assertThat(engine.run(sync()).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    return count.get();
  }

  private static int intents(JdbcPool state) {
    try (var connection = state.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT COUNT(*) FROM syncline_intent")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
