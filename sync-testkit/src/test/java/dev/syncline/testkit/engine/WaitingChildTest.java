package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Children that wait, in the cases that are easily overlooked. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitingChildTest {
  private static final Schema TREE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("parent", LogicalType.INTEGER));
  private static final Schema ORDERS =
      Schema.of(Field.of("number", LogicalType.INTEGER), Field.of("customer", LogicalType.INTEGER));

  @Test
  void anOrphanInATreeThatIsTriedAgainDoesNotHangTheRun() {
    var source = ListSource.builder(TREE).key("id").snapshot().build();
    source.add(1L, null).add(2L, 1L).add(3L, 99L);
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("parent_id", "customers", "parent")
              .build();
      shop.engine.run(sync);
      assertThat(shop.pending("customers")).hasSize(1);
      shop.clock.advance(Duration.ofHours(1));
      RunReport second = shop.engine.run(sync);
      assertThat(second.failure()).isEmpty();
    }
  }

  @Test
  void anOrphanThatFallsDueDuringALongRunDoesNotFailIt() {
    var source = ListSource.builder(TREE).key("id").snapshot().build();
    source.add(3L, 99L);
    for (long id = 10; id <= 40; id++) {
      source.add(id, null);
    }
    try (var shop = new Shop(source)) {
      shop.loader.beforeWrite(
          batch -> shop.clock.advance(Duration.ofSeconds(shop.loader.writes() >= 2 ? 50 : 0)));
      var sync =
          shop.sync()
              .settings(Shop.SMALL.checkpointRows(10))
              .map(m -> m.fields("id"))
              .optionalParent("parent_id", "customers", "parent")
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.failure()).isEmpty();
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void fullStrategyWithParentsWritesNothingTheSecondTime() {
    var orders = ListSource.builder(ORDERS).key("number").snapshot().build();
    var orderLoader = RecordingLoader.upserting();
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      orders.add(100L, 2L);
      var sync =
          SyncDefinition.builder("orders")
              .source(orders)
              .map(m -> m.fields("number"))
              .parent("customer_id", "customers", "customer")
              .destination(orderLoader)
              .delta(Delta.full())
              .settings(Shop.SMALL)
              .build();
      shop.engine.run(sync);
      RunReport second = shop.engine.run(sync);
      assertThat(second.ledger().updated()).isZero();
      assertThat(second.ledger().unchanged()).isEqualTo(1);
      // and a parent under a new id is among the changed fields
      shop.loader.remove(Key.of(2L));
      shop.rename(2, "again");
      shop.run();
      var changed = new java.util.ArrayList<Object>();
      orderLoader.beforeWrite(
          batch -> changed.add(batch.changedFields(0).map(java.util.BitSet::cardinality)));
      shop.engine.run(sync);
      assertThat(changed).containsExactly(Optional.of(1));
    }
  }

  @Test
  void aNewVersionOfAParkedChildStartsItsAttemptsAgain() {
    var orders = ListSource.builder(ORDERS).key("number").snapshot().build();
    var orderLoader = RecordingLoader.upserting();
    try (var shop = new Shop().with(1, 3)) {
      var sync =
          SyncDefinition.builder("orders")
              .source(orders)
              .map(m -> m.fields("number"))
              .parent("customer_id", "customers", "customer")
              .destination(orderLoader)
              .settings(Shop.SMALL)
              .build();
      orders.add(100L, 9L);
      shop.engine.run(sync);
      for (int run = 1; run <= 4; run++) {
        shop.clock.advance(Duration.ofHours(6));
        shop.rename(1, "name in run " + run);
        shop.run();
        shop.engine.run(sync);
      }
      assertThat(shop.pending("orders").get(0).attempts()).isEqualTo(4);
      orders.put(SyncRecord.of(ORDERS, 100L, 50L));
      // No time for the old version to be tried a fifth time; the new one waits for another parent.
      shop.rename(1, "once more");
      shop.run();
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().rejected()).isZero();
      assertThat(shop.pending("orders").get(0).attempts()).isZero();
    }
  }

  @Test
  void aChildOneOfWhoseParentsCameStillGivesUpOnTheOther() {
    var schema =
        Schema.of(
            Field.of("number", LogicalType.INTEGER),
            Field.of("customer", LogicalType.INTEGER),
            Field.of("product", LogicalType.INTEGER));
    var orders = ListSource.builder(schema).key("number").snapshot().build();
    var products = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    var productLoader = RecordingLoader.upserting();
    var orderLoader = RecordingLoader.upserting();
    try (var shop = new Shop()) {
      var product =
          SyncDefinition.builder("products").source(products).destination(productLoader).build();
      var sync =
          SyncDefinition.builder("orders")
              .source(orders)
              .map(m -> m.fields("number"))
              .parent("customer_id", "customers", "customer")
              .parent("product_id", "products", "product")
              .destination(orderLoader)
              .settings(Shop.SMALL)
              .build();
      shop.with(1, 1);
      for (int i = 0; i < 50; i++) {
        shop.rename(1, "name " + i);
        shop.run();
      }
      orders.add(100L, 9L, 7L);
      shop.engine.run(sync);
      shop.with(9, 9).run();
      for (int run = 1; run <= 8; run++) {
        shop.clock.advance(Duration.ofHours(6));
        products.put(SyncRecord.of(Shop.CUSTOMERS, 1L, "run " + run, "x"));
        shop.engine.run(product);
        shop.engine.run(sync);
      }
      assertThat(shop.pending("orders")).isEmpty();
      assertThat(shop.engine.state().deadLetters("orders", Optional.empty(), 9)).hasSize(1);
    }
  }

  @Test
  void theDeadLetterOfAParkedChildIsClosedWhenTheSourceDropsTheChild() {
    var orders = ListSource.builder(ORDERS).key("number").snapshot().build();
    var orderLoader = RecordingLoader.upserting();
    try (var shop = new Shop().with(1, 3)) {
      var sync =
          SyncDefinition.builder("orders")
              .source(orders)
              .map(m -> m.fields("number"))
              .parent("customer_id", "customers", "customer")
              .destination(orderLoader)
              .settings(Shop.SMALL)
              .build();
      orders.add(101L, 1L);
      shop.run();
      orders.add(100L, 9L);
      shop.engine.run(sync);
      for (int run = 1; run <= 4; run++) {
        shop.clock.advance(Duration.ofHours(6));
        shop.rename(1, "name in run " + run);
        shop.run();
        shop.engine.run(sync);
      }
      orders.remove(Key.of(100L));
      shop.clock.advance(Duration.ofHours(6));
      shop.rename(1, "last");
      shop.run();
      shop.engine.run(sync);
      shop.engine.run(sync);
      assertThat(shop.engine.state().deadLetters("orders", Optional.empty(), 9)).isEmpty();
    }
  }
}
