package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parents and children across syncs. */
class ParentTest {
  @Test
  void aChildGetsTheIdThatTheDestinationGaveItsParent() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 2);
      orders.run();
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(2));
    }
  }

  @Test
  void aChildWithoutItsParentWaitsAndGoesOnWhenTheParentIsThere() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      RunReport early = orders.run();
      assertThat(early.ledger().pending()).isEqualTo(1);
      assertThat(orders.pending()).hasSize(1);

      shop.with(9, 9).run();
      RunReport later = orders.run();
      assertThat(later.ledger().carried()).isEqualTo(1);
      assertThat(later.ledger().inserted()).isEqualTo(1);
      assertThat(later.ledger().unchanged()).isEqualTo(1);
      assertThat(orders.pending()).isEmpty();
      assertThat(orders.loader.rows()).hasSize(1);
    }
  }

  @Test
  void aGroupOfRunsWritesParentsFirstSoThatNobodyWaits() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 2);
      List<RunReport> reports =
          shop.engine.runAll(List.of(orders.waiting().build(), shop.sync().build()));
      assertThat(reports).extracting(RunReport::sync).containsExactly("customers", "orders");
      assertThat(reports.get(1).ledger().inserted()).isEqualTo(1);
      assertThat(reports.get(1).ledger().pending()).isZero();
    }
  }

  @Test
  void aChildMayHaveSeveralParents() {
    var schema =
        Schema.of(
            Field.of("number", LogicalType.INTEGER),
            Field.of("buyer", LogicalType.INTEGER),
            Field.of("payer", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("number").snapshot().build();
    source.add(100L, 1L, 2L).add(101L, 1L, 9L).add(102L, 8L, 9L);
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop, source);
      SyncDefinition sync =
          orders
              .definition()
              .parent("buyer_id", "customers", "buyer")
              .parent("payer_id", "customers", "payer")
              .build();
      assertThat(shop.engine.run(sync).ledger().pending()).isEqualTo(2);
      assertThat(orders.loader.row(Key.of(100L)).orElseThrow())
          .containsEntry("buyer_id", orders.idOf(1).orElseThrow())
          .containsEntry("payer_id", orders.idOf(2).orElseThrow());

      shop.with(8, 8).run();
      shop.engine.run(sync);
      assertThat(orders.loader.rows()).hasSize(1);
      shop.with(9, 9).run();
      shop.engine.run(sync);
      assertThat(orders.pending()).isEmpty();
      assertThat(orders.loader.row(Key.of(102L)).orElseThrow())
          .containsEntry("buyer_id", orders.idOf(8).orElseThrow())
          .containsEntry("payer_id", orders.idOf(9).orElseThrow());
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(3);
    }
  }

  @Test
  void anOptionalParentMayBeMissingAtTheSourceButNotAtTheDestination() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).withoutCustomer(100).with(101, 9);
      RunReport report =
          shop.engine.run(
              orders.definition().optionalParent("customer_id", "customers", "customer").build());
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(report.ledger().pending()).isEqualTo(1);
      assertThat(orders.loader.row(Key.of(100L)).orElseThrow()).containsEntry("customer_id", null);
    }
  }

  @Test
  void aChildWithoutARequiredParentIsRefused() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).withoutCustomer(100);
      orders.run();
      assertThat(orders.letters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.message()).contains("mark the parent optional"));
    }
  }

  @Test
  void aParentWithChildrenIsNotDeletedByItsOwnRunAndIsDeletedAfterThemByRunAll() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition customers = shop.sync().deletes(Deletes.byAbsence()).build();
      var orders = new Orders(shop).with(100, 2).with(101, 1);
      SyncDefinition sync = orders.waiting().deletes(Deletes.byAbsence()).build();
      shop.engine.runAll(List.of(sync, customers));
      assertThat(orders.loader.rows()).hasSize(2);

      shop.source.remove(Key.of(2L));
      orders.source.remove(Key.of(100L));
      RunReport alone = shop.engine.run(customers);
      assertThat(alone.ledger().deferred()).isEqualTo(1);
      assertThat(alone.notices()).anyMatch(notice -> notice.contains("still have children"));
      assertThat(shop.nameOf(2)).isPresent();

      List<RunReport> reports = shop.engine.runAll(List.of(customers, sync));
      assertThat(reports).extracting(report -> report.ledger().deleted()).containsExactly(1L, 1L);
      assertThat(shop.nameOf(2)).isEmpty();
    }
  }

  @Test
  void aRecordOfAnotherSyncWithTheSameKeyIsNoChild() {
    try (var shop = new Shop().with(1, 3)) {
      var products = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
      products.add(2L, "a book", "");
      SyncDefinition product =
          SyncDefinition.builder("products")
              .source(products)
              .destination(RecordingLoader.upserting())
              .build();
      var orders = new Orders(shop).with(100, 2);
      SyncDefinition sync =
          orders.definition().parent("product_id", "products", "customer").build();
      SyncDefinition customers = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.runAll(List.of(customers, product, sync));
      shop.source.remove(Key.of(2L));
      assertThat(shop.engine.run(customers).ledger().deleted()).isEqualTo(1);
    }
  }
}
