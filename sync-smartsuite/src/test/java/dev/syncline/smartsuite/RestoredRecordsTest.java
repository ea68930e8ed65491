package dev.syncline.smartsuite;

import static dev.syncline.smartsuite.Office.CUSTOMERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that bring back what was deleted. */
class RestoredRecordsTest extends WithOffice {
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
}
