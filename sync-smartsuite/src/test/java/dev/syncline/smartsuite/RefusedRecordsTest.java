package dev.syncline.smartsuite;

import static dev.syncline.smartsuite.Office.CUSTOMERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.Variant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs of which a part, or everything, is refused, and what is said then. */
class RefusedRecordsTest extends WithOffice {
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
}
