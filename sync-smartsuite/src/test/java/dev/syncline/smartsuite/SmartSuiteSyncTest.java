package dev.syncline.smartsuite;

import static dev.syncline.smartsuite.Office.CUSTOMERS;
import static dev.syncline.smartsuite.Office.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Verification;
import dev.syncline.jdbc.SqliteStateStore;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.Variant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole runs into the simulator. */
class SmartSuiteSyncTest extends WithOffice {
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

  /** A page is cut off in the middle, the next ones are refused. */
  @Test
  void verifyWaitsForAnApiThatIsAwayAndMissesNothing() {
    Office office = office();
    office.customers(1, 1_200);
    try (SyncEngine engine = engine(office)) {
      engine.run(office.customerSync());
      String id = String.valueOf(customers(office).get(1_100).get("id"));
      office.simulator.update(CUSTOMERS, id, Map.of("title", "Somebody else"));
      office.simulator.fail(RequestKind.LIST, Fault.ANSWER_CUT);
      office.simulator.fail(RequestKind.LIST, Fault.UNAVAILABLE);
      office.simulator.fail(RequestKind.LIST, Fault.UNAVAILABLE);
      office.simulator.fail(RequestKind.LIST, Fault.TOO_MANY);
      try (Verification found = engine.verify(office.customerSync())) {
        assertThat(found.counts().rowsRead()).isEqualTo(1_200);
        assertThat(found.drift(10)).extracting(Drift::kind).containsExactly(DriftKind.DIFFERENT);
      }
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
