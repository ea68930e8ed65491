package dev.syncline.smartsuite;

import static dev.syncline.smartsuite.Office.CUSTOMERS;
import static dev.syncline.smartsuite.Office.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.jdbc.SqliteStateStore;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.Variant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs into the simulator. */
class SmartSuiteSyncTest {
  private @Nullable Office opened;

  @TempDir private Path folder;

  private Office office(UnaryOperator<SimulatorBuilder> behaviour) {
    Office fresh = new Office(behaviour);
    opened = fresh;
    return fresh;
  }

  private Office office() {
    return office(builder -> builder);
  }

  private static SyncEngine engine(Office office) {
    return office.engine(InMemoryStateStore.create(office.clock), Map.of());
  }

  private static List<Map<String, @Nullable Object>> customers(Office office) {
    return office.simulator.records(CUSTOMERS);
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(opened).close();
  }

  @Test
  void tenThousandRecordsNeedOneRequestForEach25AndNeverMoreThanFiveInASecond() {
    Office office = office();
    office.customers(1, 10_000);
    try (SyncEngine engine = engine(office)) {
      RunReport first = engine.run(office.customerSync());

      assertThat(first.status()).as(first.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(customers(office)).hasSize(10_000);
      long all = office.simulator.requests().values().stream().mapToLong(n -> n).sum();
      System.out.println("10,000 records: " + office.simulator.requests());
      assertThat(office.simulator.requests(RequestKind.BULK_CREATE)).isEqualTo(400);
      assertThat(all).isLessThanOrEqualTo(400 + 20);
      assertThat(office.simulator.peakPerSecond()).isLessThanOrEqualTo(5);
      assertThat(office.simulator.refused()).isZero();
      assertThat(office.simulator.requests(RequestKind.OTHER)).as("paths without slash").isZero();

      office.simulator.forgetRequests();
      RunReport second = engine.run(office.customerSync());
      assertThat(second.ledger().unchanged()).isEqualTo(10_000);
      assertThat(office.simulator.requests().values().stream().mapToLong(n -> n).sum())
          .as("a run with nothing to do: %s", office.simulator.requests())
          .isLessThan(5);
    }
  }

  @Test
  void aMonthThatIsUsedUpPausesTheRunAndTheNextOneGoesOnInAnotherProcess() {
    Office office = office(builder -> builder.monthlyQuota(20));
    office.customers(1, 1_000);
    Path file = folder.resolve("state.db");
    RunReport first = runOnce(office, file, Map.of("monthlyQuota", 20));
    assertThat(first.status()).as(first.toString()).isEqualTo(RunStatus.PAUSED);
    assertThat(first.pause().orElseThrow().resumeAt())
        .contains(Instant.parse("2026-04-01T00:00:00Z"));
    int before = customers(office).size();
    assertThat(before).isBetween(300, 499);

    // Another process does not know how much was used; the API refuses it in the end.
    RunReport again = runOnce(office, file, Map.of());
    assertThat(again.status()).as(again.toString()).isEqualTo(RunStatus.PAUSED);
    assertThat(again.pause().orElseThrow().resumeAt())
        .contains(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(customers(office).size()).isLessThan(1_000);

    office.clock.advance(
        Duration.between(office.clock.instant(), Instant.parse("2026-04-01T00:00:01Z")));
    RunReport next = runOnce(office, file, Map.of("monthlyQuota", 20));
    office.clock.advance(Duration.ofDays(31));
    RunReport last = runOnce(office, file, Map.of("monthlyQuota", 50));
    assertThat(last.status()).as(next + " " + last).isEqualTo(RunStatus.SUCCEEDED);
    assertEveryoneOnce(office, 1_000);
  }

  private static RunReport runOnce(Office office, Path file, Map<String, ?> more) {
    try (var store = SqliteStateStore.at(file);
        SyncEngine engine = office.engine(store, more)) {
      return engine.run(office.customerSync());
    }
  }

  private static void assertEveryoneOnce(Office office, int count) {
    Set<Object> numbers = new LinkedHashSet<>();
    customers(office).forEach(record -> numbers.add(String.valueOf(record.get("s0000000nr"))));
    assertThat(customers(office)).hasSize(count);
    assertThat(numbers).hasSize(count);
  }

  @Test
  void answersThatAreLostDoubleNothing() {
    Office office =
        office(
            builder ->
                builder
                    .randomFaults(
                        7,
                        0.2,
                        Fault.ANSWER_LOST,
                        Fault.ANSWER_CUT,
                        Fault.ERROR_AFTER,
                        Fault.HALF_DONE,
                        Fault.CUT_BEFORE,
                        Fault.UNAVAILABLE,
                        Fault.LATE)
                    .searchLag(Duration.ofSeconds(2)));
    office.customers(1, 300);
    try (SyncEngine engine = engine(office)) {
      var table = SmartSuiteTable.of("work", CUSTOMERS).with("settle", "3s");
      RunReport report = engine.run(office.customerSync(table));
      for (int i = 0; i < 20 && report.status() != RunStatus.SUCCEEDED; i++) {
        office.clock.advance(Duration.ofMinutes(10));
        report = engine.run(office.customerSync(table));
      }
      office.simulator.heal();
      office.clock.advance(Duration.ofMinutes(10));
      report = engine.run(office.customerSync(table));
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertEveryoneOnce(office, 300);
    }
  }

  @Test
  void ordersAreLinkedToTheirCustomers() {
    Office office = office(builder -> builder.with(Variant.REFUSES_UNKNOWN_FIELDS));
    office.customers(1, 3);
    office.orders.put(SyncRecord.of(Office.ORDER, "A-1", 2L, new BigDecimal("12345678.90")));
    try (SyncEngine engine = engine(office)) {
      engine.runAll(List.of(office.customerSync(), office.orderSync()));

      var order = office.simulator.records(ORDERS).get(0);
      Object second =
          customers(office).stream()
              .filter(record -> "2".equals(record.get("s0000000nr")))
              .findFirst()
              .orElseThrow()
              .get("id");
      assertThat(order)
          .containsEntry("title", "A-1")
          .containsEntry("s000amount", "12345678.90")
          .containsEntry("s0customer", List.of(String.valueOf(second)));
    }
  }

  @Test
  void onlyFieldsThatChangedAreSent() {
    Office office = office();
    office.customers(1, 2);
    try (SyncEngine engine = engine(office)) {
      var keepingValues = office.customerSync(SmartSuiteTable.of("work", CUSTOMERS), Delta.full());
      engine.run(keepingValues);
      String id = String.valueOf(customers(office).get(0).get("id"));
      office.simulator.update(CUSTOMERS, id, Map.of("s00000kind", "8kX2a"));
      office.customer(1, "Renamed");

      RunReport report = engine.run(keepingValues);

      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(customers(office).get(0))
          .containsEntry("title", "Renamed")
          .as("what somebody else changed meanwhile")
          .containsEntry("s00000kind", "8kX2a");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"RETRY_AFTER", "NO_PAGES_OF_DELETED_RECORDS"})
  void whatWasDeletedComesBackWithItsIdAndItsTitle(Variant variant) {
    Office office = office(builder -> builder.with(variant));
    office.customers(1, 4);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());
      var before = customers(office).stream().map(record -> record.get("id")).toList();
      office.simulator.delete(CUSTOMERS, String.valueOf(before.get(0)));
      office.customer(1, "Customer 1 again");
      office.customers.remove(Key.of(2L));
      assertThat(engine.run(office.customerSync()).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(customers(office)).hasSize(3);

      office.customer(2, "Customer 2");
      assertThat(engine.run(office.customerSync()).status()).isEqualTo(RunStatus.SUCCEEDED);

      assertThat(customers(office))
          .extracting(record -> record.get("id"))
          .hasSameElementsAs(before);
      assertThat(customers(office))
          .extracting(record -> record.get("title"))
          .containsExactlyInAnyOrder("Customer 1 again", "Customer 2", "Customer 3", "Customer 4");
      assertThat(office.simulator.deletedRecords(CUSTOMERS)).isEmpty();
    }
  }

  @Test
  void aRecordThatCouldNotBeRestoredAtOnceIsNotMadeTwice() {
    Office office = office();
    office.customers(1, 3);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());
      office.customers.remove(Key.of(2L));
      engine.run(office.customerSync());
      office.customer(2, "Customer 2");
      office.simulator.fail(RequestKind.RESTORE, Fault.TOO_MANY);
      office.simulator.fail(RequestKind.RESTORE, Fault.CUT_BEFORE);
      office.simulator.fail(RequestKind.RESTORE, Fault.ANSWER_LOST);
      RunReport report = engine.run(office.customerSync());
      for (int i = 0; i < 3 && report.status() != RunStatus.SUCCEEDED; i++) {
        office.clock.advance(Duration.ofMinutes(5));
        report = engine.run(office.customerSync());
      }

      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertEveryoneOnce(office, 3);
      assertThat(office.simulator.deletedRecords(CUSTOMERS)).isEmpty();
      assertThat(customers(office))
          .extracting(record -> record.get("title"))
          .contains("Customer 2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Number", "title"})
  void aRecordThatWasRestoredAndNotWrittenIsNotTakenForWritten(String externalId) {
    Office office = office();
    office.customers(1, 3);
    var table = SmartSuiteTable.of("work", CUSTOMERS).externalId(externalId);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync(table));
      office.customers.remove(Key.of(2L));
      engine.run(office.customerSync(table));
      office.customers.put(SyncRecord.of(Office.CUSTOMER, 2L, "Customer 2", "Bad"));
      for (Fault fault : List.of(Fault.TOO_MANY, Fault.CUT_BEFORE, Fault.LATE, Fault.ANSWER_LOST)) {
        office.simulator.fail(RequestKind.BULK_UPDATE, fault);
      }
      RunReport report = engine.run(office.customerSync(table));
      for (int i = 0; i < 5 && report.status() != RunStatus.SUCCEEDED; i++) {
        office.clock.advance(Duration.ofMinutes(5));
        report = engine.run(office.customerSync(table));
      }

      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(customers(office)).hasSize(3);
      assertThat(office.simulator.deletedRecords(CUSTOMERS))
          .as("what is found by its title cannot be restored safely")
          .hasSize(externalId.equals("title") ? 1 : 0);
      assertThat(customers(office))
          .anySatisfy(
              record ->
                  assertThat(record)
                      .containsEntry("s0000000nr", "2")
                      .containsEntry("title", "Customer 2")
                      .containsEntry("s00000kind", "8kX2a"));
    }
  }

  @Test
  void aRecordThatComesBackAndIsRefusedStaysDeleted() {
    Office office = office();
    office.customers(1, 3);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());
      office.customers.remove(Key.of(2L));
      engine.run(office.customerSync());
      office.customer(2, "Customer 2");
      office.simulator.failAlways(RequestKind.BULK_UPDATE, Fault.REFUSED);
      RunReport report = engine.run(office.customerSync());

      assertThat(report.ledger().rejected()).as(report.toString()).isEqualTo(1);
      assertThat(customers(office)).hasSize(2);
      assertThat(office.simulator.deletedRecords(CUSTOMERS)).hasSize(1);
    }
  }

  @Test
  void aBatchWithoutTimeForARequestIsRefused() {
    Office office = office();
    office.customers(1, 1);
    try (SyncEngine engine = engine(office)) {
      var table = SmartSuiteTable.of("work", CUSTOMERS).with("writeTime", "30s");
      assertThat(engine.run(office.customerSync(table)).failure().orElseThrow().message())
          .contains("'writeTime'", "'timeout'");
    }
  }

  @Test
  void oneBadRecordCostsNoNeighbour() {
    Office office = office();
    office.customers(1, 60);
    office.customers.put(SyncRecord.of(Office.CUSTOMER, 30L, "Customer 30", "Awful"));
    try (SyncEngine engine = engine(office)) {
      RunReport report = engine.run(office.customerSync());

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(engine.explain(office.customerSync(), Key.of(30L)).toString())
          .contains("'Kind' is no choice: 'Awful'");
      assertThat(customers(office)).hasSize(59);
    }
  }

  @Test
  void everythingThatCannotBeMappedIsNamedBeforeAnythingIsSent() {
    Office office = office();
    office.customers(1, 1);
    var wrong =
        SyncDefinition.builder("wrong")
            .source(office.customers)
            .map(
                m ->
                    m.field("number", "Nummer")
                        .field("name", "last_updated")
                        .field("kind", "autonumber"))
            .destination(SmartSuiteTable.of("work", CUSTOMERS).externalId("Nummer"))
            .accept(Risk.EPHEMERAL_STATE)
            .build();
    try (SyncEngine engine = engine(office)) {
      RunReport report = engine.run(wrong);

      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message())
          .contains("no field 'Nummer'", "Number")
          .contains("'last_updated' (lastupdatedfield)")
          .contains("'autonumber' (autonumberfield)");
      assertThat(customers(office)).isEmpty();
    }
  }

  @Test
  void missingFieldsAreCreatedIfThatIsWanted() {
    Office office = office(builder -> builder.with(Variant.NO_BODY_FOR_FIELDS));
    office.customers(1, 1);
    var sync =
        SyncDefinition.builder("made")
            .source(office.customers)
            .map(m -> m.field("number", "Number").field("name", "Family name"))
            .destination(SmartSuiteTable.of("work", CUSTOMERS).createFields())
            .accept(Risk.EPHEMERAL_STATE)
            .build();
    try (SyncEngine engine = engine(office)) {
      assertThat(engine.plan(sync).toString())
          .contains("add the field 'Family name' (textareafield) to the table 'Customers'");
      assertThat(office.simulator.requests(RequestKind.ADD_FIELD)).as("a plan").isZero();
      RunReport report = engine.run(sync);

      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(office.simulator.requests(RequestKind.ADD_FIELD)).isEqualTo(1);
      assertThat(customers(office).get(0).values()).contains("Customer 1");
    }
  }

  @Test
  void aWrongAccountOrKeyFailsTheRunAndIsNamedWithoutTheKey() {
    Office office = office();
    office.customers(1, 1);
    for (var wrong : Map.of("account", "other123", "token", "s3cret-key").entrySet()) {
      var store = InMemoryStateStore.create(office.clock);
      try (SyncEngine engine = office.engine(store, Map.of(wrong.getKey(), wrong.getValue()))) {
        RunReport report = engine.run(office.customerSync());

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.failure().orElseThrow().message())
            .contains(wrong.getKey().equals("account") ? "Account ID other123 is not valid" : "401")
            .doesNotContain("s3cret-key");
      }
    }
  }

  @Test
  void aTableIsAlsoFoundByItsName() {
    Office office =
        office(
            builder ->
                builder
                    .table(SimulatedTable.of("64a0000000000000000000cc", "Twin"))
                    .table(SimulatedTable.of("64a0000000000000000000dd", "Twin")));
    office.customers(1, 2);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync(SmartSuiteTable.of("work", "customers")));
      assertThat(customers(office)).hasSize(2);
      assertThat(failure(engine, office, "Custmers"))
          .contains("no table 'Custmers'", "'Customers'");
      assertThat(failure(engine, office, "Twin"))
          .contains("several tables", "64a0000000000000000000dd of the solution 'Simulated'");
    }
  }

  private static String failure(SyncEngine engine, Office office, String table) {
    RunReport report = engine.run(office.customerSync(SmartSuiteTable.of("work", table)));
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    return report.failure().orElseThrow().message();
  }

  @Test
  void whatIsThereAlreadyIsAdopted() {
    Office office = office();
    office.simulator.create(CUSTOMERS, Map.of("title", "Customer 1", "s0000000nr", "1.0"));
    office.customers(1, 2);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());

      assertThat(customers(office)).hasSize(2);
      assertThat(customers(office).get(0)).containsEntry("s00000kind", "3u0Cl");
    }
  }

  @Test
  void everyKindOfRequestMayBeRefusedForAWhile() {
    Office office = office();
    office.customers(1, 60);
    for (RequestKind kind :
        List.of(
            RequestKind.TABLE, RequestKind.LIST, RequestKind.DELETED, RequestKind.BULK_CREATE)) {
      office.simulator.fail(kind, Fault.TOO_MANY);
      office.simulator.fail(kind, Fault.UNAVAILABLE);
    }
    try (SyncEngine engine = engine(office)) {
      RunReport report = engine.run(office.customerSync());

      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertEveryoneOnce(office, 60);
    }
  }

  @Test
  void theSixthRequestOfSomebodyElseIsWaitedOut() {
    Office office = office();
    office.customers(1, 60);
    office.simulator.fail(RequestKind.BULK_CREATE, Fault.TOO_MANY);
    try (SyncEngine engine = engine(office)) {
      Instant before = office.clock.instant();
      RunReport report = engine.run(office.customerSync());

      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(Duration.between(before, office.clock.instant()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
      assertEveryoneOnce(office, 60);
    }
  }

  @Test
  void verifyFindsAndRepairsWhatOthersChanged() {
    Office office = office();
    office.customers(1, 30);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());
      assertThat(engine.verify(office.customerSync()).toString()).contains("30");
      String id = String.valueOf(customers(office).get(3).get("id"));
      office.simulator.update(CUSTOMERS, id, Map.of("title", "Somebody else"));
      assertThat(engine.verify(office.customerSync()).toString()).contains("title");
    }
  }
}
