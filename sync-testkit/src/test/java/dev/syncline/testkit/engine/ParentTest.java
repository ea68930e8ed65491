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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parents and children across syncs. */
class ParentTest {
  private static final Schema ORDERS =
      Schema.of(Field.of("number", LogicalType.INTEGER), Field.of("customer", LogicalType.INTEGER));

  private final ListSource orders = ListSource.builder(ORDERS).key("number").snapshot().build();
  private final RecordingLoader orderLoader = RecordingLoader.upserting();

  @Test
  void aChildGetsTheIdThatTheDestinationGaveItsParent() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      orders.add(100L, 2L);
      shop.engine.run(orders(shop));
      Object id = shop.loader.refs(Key.of(2L)).get(0).single();
      assertThat(orderLoader.row(Key.of(100L)).orElseThrow()).containsEntry("customer_id", id);
    }
  }

  @Test
  void aChildWithoutItsParentWaitsAndGoesOnWhenTheParentIsThere() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      orders.add(100L, 9L);
      RunReport early = shop.engine.run(orders(shop));
      assertThat(early.ledger().pending()).isEqualTo(1);
      assertThat(shop.pending("orders")).hasSize(1);

      shop.with(9, 9).run();
      RunReport later = shop.engine.run(orders(shop));
      assertThat(later.ledger().carried()).isEqualTo(1);
      assertThat(later.ledger().inserted()).isEqualTo(1);
      assertThat(later.ledger().unchanged()).isEqualTo(1);
      assertThat(shop.pending("orders")).isEmpty();
      assertThat(orderLoader.rows()).hasSize(1);
    }
  }

  @Test
  void aChildWhoseParentNeverComesBecomesADeadLetter() {
    try (var shop = new Shop().with(1, 3)) {
      orders.add(100L, 9L);
      shop.engine.run(orders(shop));
      for (int run = 1; run <= 6; run++) {
        shop.clock.advance(Duration.ofHours(6));
        shop.rename(1, "name in run " + run);
        shop.run();
        shop.engine.run(orders(shop));
      }
      assertThat(shop.pending("orders")).isEmpty();
      assertThat(shop.engine.state().deadLetters("orders", java.util.Optional.empty(), 10))
          .singleElement()
          .satisfies(letter -> assertThat(letter.message()).contains("its parent 9 did not come"));
    }
  }

  @Test
  void waitingWhileTheParentsSyncDoesNothingCostsNoAttempts() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      orders.add(100L, 9L);
      for (int run = 1; run <= 10; run++) {
        shop.clock.advance(Duration.ofHours(6));
        shop.engine.run(orders(shop));
      }
      assertThat(shop.pending("orders"))
          .singleElement()
          .satisfies(child -> assertThat(child.attempts()).isZero());
    }
  }

  @Test
  void aParentUnderANewIdRelinksItsChildren() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      orders.add(100L, 2L);
      shop.engine.run(orders(shop));
      shop.loader.remove(Key.of(2L));
      shop.rename(2, "again");
      shop.run();
      Object id = shop.loader.refs(Key.of(2L)).get(0).single();
      RunReport report = shop.engine.run(orders(shop));
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(orderLoader.row(Key.of(100L)).orElseThrow()).containsEntry("customer_id", id);
    }
  }

  @Test
  void aParentWithChildrenIsNotDeletedByItsOwnRunAndIsDeletedAfterThemByRunAll() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition customers = shop.sync().deletes(Deletes.byAbsence()).build();
      SyncDefinition sync = orders(shop);
      orders.add(100L, 2L);
      orders.add(101L, 1L);
      shop.engine.runAll(List.of(sync, customers));
      assertThat(orderLoader.rows()).hasSize(2);

      shop.source.remove(Key.of(2L));
      orders.remove(Key.of(100L));
      RunReport alone = shop.engine.run(customers);
      assertThat(alone.ledger().deferred()).isEqualTo(1);
      assertThat(shop.nameOf(2)).isPresent();

      List<RunReport> reports = shop.engine.runAll(List.of(customers, sync));
      assertThat(reports).extracting(report -> report.ledger().deleted()).containsExactly(1L, 1L);
      assertThat(shop.nameOf(2)).isEmpty();
    }
  }

  @Test
  void aTreeWithinOneSyncEndsCompleteWhateverTheOrder() {
    var tree =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("parent", LogicalType.INTEGER));
    var source = ListSource.builder(tree).key("id").snapshot().build();
    for (long id = 40; id >= 2; id--) {
      source.add(id, id / 2);
    }
    source.add(1L, null);
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("parent_id", "customers", "parent")
              .deletes(Deletes.byAbsence())
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(40);
      assertThat(shop.pending("customers")).isEmpty();
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(40);
    }
  }

  private SyncDefinition orders(Shop shop) {
    return SyncDefinition.builder("orders")
        .source(orders)
        .map(m -> m.fields("number"))
        .parent("customer_id", "customers", "customer")
        .destination(orderLoader)
        .deletes(Deletes.byAbsence())
        .settings(Shop.SMALL)
        .build();
  }
}
