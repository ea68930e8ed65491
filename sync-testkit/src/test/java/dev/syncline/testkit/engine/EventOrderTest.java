package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Change events of parents and children, in orders that nobody promised. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class EventOrderTest {
  private static final Schema EVENT =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("customer", LogicalType.INTEGER),
          Field.of("version", LogicalType.INTEGER));

  private long version;

  private static Orders stream(Shop shop) {
    return new Orders(
        shop,
        ListSource.builder(EVENT).key("number").cursor("version").ordered().tombstones().build());
  }

  private RunReport run(Orders orders) {
    SyncDefinition sync = orders.waiting().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
    return orders.shop.engine.run(sync);
  }

  private void upsert(Orders orders, long number, long customer) {
    orders.source.add(SyncRecord.of(EVENT, number, customer, ++version));
  }

  private void delete(Orders orders, long number) {
    orders.source.add(SyncRecord.of(EVENT, Op.DELETE, new Object[] {number, 0L, ++version}));
  }

  @Test
  void aChildBeforeItsParentWaitsForIt() {
    try (var shop = new Shop()) {
      var orders = stream(shop);
      upsert(orders, 100, 9);
      assertThat(run(orders).ledger().pending()).isEqualTo(1);
      shop.with(9, 9).run();
      assertThat(run(orders).ledger().inserted()).isEqualTo(1);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(9));
    }
  }

  @Test
  void severalVersionsOfAChildBeforeItsParentBecomeTheLast() {
    try (var shop = new Shop().with(1, 1)) {
      shop.run();
      var orders = stream(shop);
      upsert(orders, 100, 9);
      for (long other = 200; other < 230; other++) {
        upsert(orders, other, 1);
      }
      upsert(orders, 100, 8);
      run(orders);
      shop.with(8, 9).run();
      run(orders);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(8));
      assertThat(orders.pending()).isEmpty();
      assertThat(orders.loader.attempts().stream().filter(a -> a.key().equals(Key.of(100L))))
          .hasSize(1);
    }
  }

  @Test
  void aDeleteOfAWaitingChildEndsItsWaiting() {
    try (var shop = new Shop()) {
      var orders = stream(shop);
      upsert(orders, 100, 9);
      run(orders);
      delete(orders, 100);
      run(orders);
      assertThat(orders.pending()).isEmpty();
      shop.with(9, 9).run();
      run(orders);
      assertThat(orders.loader.rows()).isEmpty();
    }
  }

  @Test
  void aDeleteInTheSameRunEndsItToo() {
    try (var shop = new Shop().with(1, 1)) {
      shop.run();
      var orders = stream(shop);
      upsert(orders, 100, 9);
      for (long other = 200; other < 225; other++) {
        upsert(orders, other, 1);
      }
      delete(orders, 100);
      run(orders);
      assertThat(orders.pending()).isEmpty();
      shop.with(9, 9).run();
      run(orders);
      assertThat(orders.loader.row(Key.of(100L))).isEmpty();
    }
  }

  @Test
  void aDeleteBeforeTheInsertDeletesNothing() {
    try (var shop = new Shop().with(1, 1)) {
      shop.run();
      var orders = stream(shop);
      delete(orders, 100);
      assertThat(run(orders).ledger().unchanged()).isEqualTo(1);
      upsert(orders, 100, 1);
      run(orders);
      assertThat(orders.loader.rows()).hasSize(1);
    }
  }

  @Test
  void anUpdateThatMovesAChildToAParentThatIsNotThereYetWaits() {
    try (var shop = new Shop().with(1, 1)) {
      shop.run();
      var orders = stream(shop);
      upsert(orders, 100, 1);
      run(orders);
      upsert(orders, 100, 9);
      run(orders);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(1));
      shop.with(9, 9).run();
      run(orders);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(9));
    }
  }

  @Test
  void aParentThatGoesWhileItsChildrenWaitLetsThemWaitOn() {
    try (var shop = new Shop(customerStream())) {
      var orders = stream(shop);
      upsert(orders, 100, 9);
      run(orders);
      event(shop, Op.UPSERT, 9);
      event(shop, Op.DELETE, 9);
      runCustomers(shop);
      assertThat(run(orders).ledger().inserted()).isZero();
      assertThat(orders.pending()).hasSize(1);
      event(shop, Op.UPSERT, 9);
      runCustomers(shop);
      run(orders);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(9));
    }
  }

  @Test
  void aParentThatIsDeletedBeforeItsChildrenWaitsForThem() {
    try (var shop = new Shop(customerStream())) {
      event(shop, Op.UPSERT, 8);
      event(shop, Op.UPSERT, 9);
      runCustomers(shop);
      var orders = stream(shop);
      upsert(orders, 100, 9);
      run(orders);
      event(shop, Op.DELETE, 8);
      event(shop, Op.DELETE, 9);
      for (int i = 0; i < 2; i++) {
        RunReport held = runCustomers(shop);
        assertThat(held.notices()).anyMatch(notice -> notice.contains("still have children"));
        assertThat(shop.loader.row(Key.of(9L))).isPresent();
        assertThat(shop.loader.row(Key.of(8L))).isEmpty();
      }

      delete(orders, 100);
      run(orders);
      assertThat(runCustomers(shop).ledger().deleted()).isEqualTo(1);
      assertThat(shop.loader.row(Key.of(9L))).isEmpty();
      assertThat(runCustomers(shop).ledger().fetched()).as("the cursor goes on").isLessThan(2);
    }
  }

  @Test
  void aParentThatIsDeletedAndComesBackTakesItsChildrenAlong() {
    try (var shop = new Shop(customerStream())) {
      event(shop, Op.UPSERT, 9);
      runCustomers(shop);
      var orders = stream(shop);
      upsert(orders, 100, 9);
      run(orders);
      event(shop, Op.DELETE, 9);
      runCustomers(shop);
      run(orders);
      event(shop, Op.UPSERT, 9);
      runCustomers(shop);
      run(orders);
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(9));
      assertThat(orders.pending()).isEmpty();
    }
  }

  private static ListSource customerStream() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("version", LogicalType.INTEGER));
    return ListSource.builder(schema).key("id").cursor("version").ordered().tombstones().build();
  }

  private void event(Shop shop, Op op, long id) {
    shop.source.add(SyncRecord.of(shop.source.describe(), op, new Object[] {id, ++version}));
  }

  private static RunReport runCustomers(Shop shop) {
    return shop.engine.run(shop.sync().delta(Delta.rowversion().overlap(Duration.ZERO)).build());
  }
}
