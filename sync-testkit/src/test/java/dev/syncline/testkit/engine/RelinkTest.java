package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A parent that comes back under another id takes its children along. */
class RelinkTest {
  private static final Schema VERSIONED =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("customer", LogicalType.INTEGER),
          Field.of("version", LogicalType.INTEGER));

  private static Orders byCursor(Shop shop, boolean readsByKey) {
    var source = ListSource.builder(VERSIONED).key("number").cursor("version").ordered();
    var orders = new Orders(shop, (readsByKey ? source.readsByKey() : source).build());
    for (long number = 100; number < 150; number++) {
      orders.source.add(number, number % 5 + 1, number);
    }
    return orders;
  }

  private static SyncDefinition sync(Orders orders) {
    return orders.waiting().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
  }

  /** The customer is written again, and gets another id. */
  private static void recreate(Shop shop, long id) {
    shop.loader.remove(Key.of(id));
    shop.rename(id, "again");
    shop.run();
  }

  private static void assertLinked(Orders orders) {
    for (long number = 100; number < 150; number++) {
      assertThat(orders.customerOf(number))
          .as("order %d", number)
          .isPresent()
          .isEqualTo(orders.idOf(number % 5 + 1));
    }
  }

  @Test
  void aScanMeetsTheChildrenAnyway() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 2).with(101, 1);
      orders.run();
      recreate(shop, 2);
      RunReport report = orders.run();
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().unchanged()).isEqualTo(1);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(2));
      assertThat(report.notices()).isEmpty();
    }
  }

  @Test
  void aSyncByCursorReadsTheChildrenByKey() {
    try (var shop = new Shop().with(1, 5)) {
      shop.run();
      var orders = byCursor(shop, true);
      shop.engine.run(sync(orders));
      recreate(shop, 2);
      RunReport report = shop.engine.run(sync(orders));
      assertThat(report.ledger().carried()).isEqualTo(10);
      assertThat(report.ledger().updated()).isEqualTo(10);
      assertThat(report.ledger().fetched()).isLessThanOrEqualTo(1);
      assertLinked(orders);
      assertThat(shop.engine.run(sync(orders)).ledger().carried()).isZero();
    }
  }

  @Test
  void aSyncByCursorWhoseSourceCannotBeAskedByKeyReadsEverythingOnce() {
    try (var shop = new Shop().with(1, 5)) {
      shop.run();
      var orders = byCursor(shop, false);
      shop.engine.run(sync(orders));
      recreate(shop, 2);
      RunReport report = shop.engine.run(sync(orders));
      assertThat(report.ledger().fetched()).isEqualTo(50);
      assertThat(report.ledger().updated()).isEqualTo(10);
      assertThat(report.notices())
          .anyMatch(notice -> notice.startsWith("10 records are linked to parents that were"));
      assertLinked(orders);
      assertThat(shop.engine.run(sync(orders)).ledger().fetched()).isLessThanOrEqualTo(1);
    }
  }

  static Stream<RecordingLoader.Builder> destinationsOfParents() {
    return Stream.of(
        RecordingLoader.builder().requestDeadline(Duration.ZERO).looksUp(Duration.ZERO),
        RecordingLoader.builder().requestDeadline(Duration.ZERO).idempotentCreate());
  }

  /** What became of the parent is found out by the next run, not by the one that wrote it. */
  @ParameterizedTest
  @MethodSource("destinationsOfParents")
  void aParentThatIsFoundUnderAnotherIdAfterACrashTakesItsChildrenAlong(
      RecordingLoader.Builder destination) {
    try (var shop = new Shop().with(1, 5)) {
      var customers = destination.build();
      var sync = shop.sync().destination(customers).accept(Risk.EPHEMERAL_STATE).build();
      shop.engine.run(sync);
      var orders = byCursor(shop, true);
      shop.engine.run(sync(orders));

      customers.remove(Key.of(2L));
      shop.rename(2, "again");
      customers.beforeWrite(batch -> dieIfNew(shop, batch));
      assertThat(shop.engine.run(sync).status()).isEqualTo(RunStatus.FAILED);
      customers.beforeWrite(batch -> {});
      shop.clock.advance(Duration.ofMinutes(10));
      assertThat(customers.refs(Key.of(2L))).hasSize(1);

      assertThat(shop.engine.run(sync).status()).isEqualTo(RunStatus.SUCCEEDED);
      RunReport report = shop.engine.run(sync(orders));

      assertThat(report.ledger().updated()).isEqualTo(10);
      for (long number = 100; number < 150; number++) {
        Key customer = Key.of(number % 5 + 1);
        assertThat(orders.customerOf(number))
            .as("order %d", number)
            .contains(customers.refs(customer).get(0).single());
      }
    }
  }

  /** From the insert on, the lease is somebody else's: nothing of it is committed. */
  private static void dieIfNew(Shop shop, ChangeBatch batch) {
    if (batch.change(0) == Change.INSERT) {
      shop.clock.advance(Duration.ofMinutes(10));
      shop.store.acquire(LeaseRequest.of("customers", "nobody", Duration.ofSeconds(1)));
    }
  }

  @Test
  void aParentWithoutChildrenThatIsWrittenAnewCostsNoScan() {
    try (var shop = new Shop().with(1, 6)) {
      shop.run();
      var orders = byCursor(shop, false);
      shop.engine.run(sync(orders));
      recreate(shop, 6);
      RunReport report = shop.engine.run(sync(orders));
      assertThat(report.ledger().fetched()).isLessThanOrEqualTo(1);
      assertThat(report.notices()).isEmpty();
    }
  }

  @Test
  void aScanThatFailsIsTriedAgainUntilAllAreLinked() {
    try (var shop = new Shop().with(1, 5)) {
      shop.run();
      var orders = byCursor(shop, false);
      shop.engine.run(sync(orders));
      recreate(shop, 2);
      orders.source.stopAfter(1);
      shop.engine.run(sync(orders));
      shop.engine.run(sync(orders));
      assertLinked(orders);
    }
  }

  @Test
  void aDestinationOfTheParentsThatWasEmptiedRelinksAllChildren() {
    try (var shop = new Shop().with(1, 5)) {
      shop.run();
      var orders = byCursor(shop, true);
      shop.engine.run(sync(orders));
      shop.loader.clear();
      shop.run();
      shop.engine.run(sync(orders));
      assertLinked(orders);
    }
  }
}
