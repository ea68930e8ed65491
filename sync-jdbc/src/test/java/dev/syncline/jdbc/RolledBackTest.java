package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.fault.Fault;
import dev.syncline.testkit.fault.FaultPoint;
import dev.syncline.testkit.fault.FaultScript;
import dev.syncline.testkit.fault.FaultyStateStore;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Destination and state store in one database, whose commit fails: what was booked of the links
 * between parents and children goes with the transaction, or stays with it.
 */
class RolledBackTest {
  private static final Schema CUSTOMERS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));
  private static final Schema ORDERS =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("customer", LogicalType.INTEGER),
          Field.of("version", LogicalType.INTEGER));
  private static final long LAST_ORDER = 60;

  /** All orders of a customer are written in one transaction. */
  private static final RunSettings SMALL = RunSettings.DEFAULT.batchRows(5).checkpointRows(30);

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("nothing is committed", (Supplier<Fault>) Fault::timeOutBefore),
        Arguments.of("all is committed, and nobody hears", (Supplier<Fault>) Fault::timeOutAfter));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void childrenAreLinkedAnewWhicheverCommitOfTheirRunFails(String name, Supplier<Fault> fault) {
    int failed = 0;
    for (boolean struck = true; struck; failed++) {
      try (var shop = new Shop()) {
        shop.recreateCustomer(2);
        shop.run(shop.customers());
        struck = shop.runWithout(failed + 1, fault.get(), shop.orders());
        shop.assertRecovers();
      }
    }
    assertThat(failed).isGreaterThan(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void childrenAreLinkedAnewWhicheverCommitOfTheParentsRunFails(
      String name, Supplier<Fault> fault) {
    int failed = 0;
    for (boolean struck = true; struck; failed++) {
      try (var shop = new Shop()) {
        shop.recreateCustomer(2);
        struck = shop.runWithout(failed + 1, fault.get(), shop.customers());
        shop.run(shop.orders());
        shop.assertRecovers();
      }
    }
    assertThat(failed).isGreaterThan(2);
  }

  /** Customers and their orders in one SQLite file with the state, all of them in step. */
  private static final class Shop implements AutoCloseable {
    private final TestDatabase database = TestDatabase.sqlite();
    private final TestClock clock = TestClock.create();
    private final FaultScript faults = FaultScript.create();
    private final ListSource customers = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    private final ListSource orders =
        ListSource.builder(ORDERS).key("number").cursor("version").ordered().readsByKey().build();
    private final SyncEngine engine =
        SyncEngine.builder()
            .stateStore(
                FaultyStateStore.around(
                    JdbcStateStore.of(database.pool().dataSource(), clock), faults, clock))
            .clock(clock)
            .waiting(clock::advance)
            .sameThread()
            .build();

    Shop() {
      database.execute(
          "CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, source_id INTEGER UNIQUE,"
              + " name TEXT)",
          "CREATE TABLE orders (number INTEGER PRIMARY KEY, customer_id INTEGER)");
      for (long id = 1; id <= 5; id++) {
        customers.add(id, "name " + id);
      }
      for (long number = 1; number <= LAST_ORDER; number++) {
        orders.add(number, number % 5 + 1, number);
      }
      run(customers());
      run(orders());
      assertLinked();
    }

    SyncDefinition customers() {
      return SyncDefinition.builder("customers")
          .source(customers)
          .map(m -> m.field("id", "source_id").field("name", "name"))
          .destination(JdbcTable.of(database.pool().dataSource(), "customers").key("source_id"))
          .settings(SMALL)
          .build();
    }

    SyncDefinition orders() {
      return SyncDefinition.builder("orders")
          .source(orders)
          .map(m -> m.fields("number"))
          .parent("customer_id", "customers", "customer")
          .delta(Delta.rowversion().overlap(Duration.ZERO))
          .destination(JdbcTable.of(database.pool().dataSource(), "orders"))
          .settings(SMALL)
          .build();
    }

    void run(SyncDefinition sync) {
      RunReport report = engine.run(sync);
      assertThat(report.status()).as("%s", report).isEqualTo(RunStatus.SUCCEEDED);
    }

    /** Somebody removes a customer, which changes at the source: it comes back under a new id. */
    void recreateCustomer(long id) {
      database.execute("DELETE FROM customers WHERE source_id = " + id);
      customers.put(SyncRecord.of(CUSTOMERS, id, "again"));
    }

    /** A run of which one commit fails; says whether there were so many. */
    boolean runWithout(int commit, Fault fault, SyncDefinition sync) {
      faults.on(FaultPoint.COMMIT, commit, fault);
      int before = faults.strikes().size();
      RunReport report = engine.run(sync);
      faults.heal();
      boolean struck = faults.strikes().size() > before;
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.status()).isEqualTo(struck ? RunStatus.FAILED : RunStatus.SUCCEEDED);
      return struck;
    }

    void assertRecovers() {
      clock.advance(Duration.ofMinutes(10));
      run(customers());
      run(orders());
      assertLinked();
    }

    private void assertLinked() {
      assertThat(
              database.column(
                  "SELECT COUNT(*) FROM orders o JOIN customers c ON c.id = o.customer_id"
                      + " AND c.source_id = o.number % 5 + 1"))
          .as("orders of the right customer")
          .containsExactly(String.valueOf(LAST_ORDER));
    }

    @Override
    public void close() {
      engine.close();
      database.close();
    }
  }
}
