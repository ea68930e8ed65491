package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Ledger;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plans of several syncs say what their runs then do together. */
class PlanAllTest {
  private static SyncDefinition customers(Shop shop) {
    return shop.sync().deletes(Deletes.byAbsence()).build();
  }

  private static SyncDefinition orders(Orders orders) {
    return orders.waiting().deletes(Deletes.byAbsence()).build();
  }

  /** The books of the plans, and the proof that the runs after them have the same. */
  private static List<Ledger> planned(Shop shop, SyncDefinition... syncs) {
    List<Ledger> planned = new ArrayList<>();
    for (Plan plan : shop.engine.planAll(List.of(syncs))) {
      try (plan) {
        assertThat(plan.complete()).isTrue();
        planned.add(plan.counts());
      }
    }
    assertThat(shop.engine.runAll(List.of(syncs))).extracting(RunReport::ledger).isEqualTo(planned);
    return planned;
  }

  @Test
  void childrenFindTheParentsThatAreOnlyPlanned() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 2).with(101, 3).with(102, 9);

      try (var plans = new Closing(shop.engine.planAll(List.of(orders(orders), customers(shop))))) {
        assertThat(plans.get(1).definition().name()).isEqualTo("orders");
        assertThat(plans.get(1).counts().inserted()).isEqualTo(2);
        assertThat(plans.get(1).counts().pending()).isEqualTo(1);
        assertThat(plans.get(1).toString()).contains("customer_id: \"(new) 2\"");
        assertThat(shop.loader.rows()).isEmpty();
        assertThat(shop.engine.state().syncs()).isEmpty();
      }
      planned(shop, orders(orders), customers(shop));
    }
  }

  @Test
  void childrenThatWaitAreTakenUpWhenTheirParentIsPlanned() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 2).with(101, 4);
      shop.engine.runAll(List.of(customers(shop), orders(orders)));
      shop.with(4, 4);

      Ledger ledger = planned(shop, customers(shop), orders(orders)).get(1);

      assertThat(ledger.inserted()).isEqualTo(1);
      assertThat(orders.customerOf(101)).isEqualTo(orders.idOf(4));
    }
  }

  @Test
  void aParentGoesWithItsChildrenAndStaysForThoseThatAreLeftOrCome() {
    try (var shop = new Shop().with(1, 6)) {
      var orders = new Orders(shop).with(100, 1).with(101, 2).with(102, 3).with(103, 4);
      shop.engine.runAll(List.of(customers(shop), orders(orders)));
      for (long gone = 1; gone <= 5; gone++) {
        shop.source.remove(Key.of(gone));
      }
      orders.source.remove(Key.of(100L));
      orders.with(102, 6);
      orders.source.remove(Key.of(103L));
      orders.with(104, 5);

      List<Ledger> ledgers = planned(shop, customers(shop), orders(orders));

      assertThat(ledgers.get(0).deleted()).as("1, 3 and 4").isEqualTo(3);
      assertThat(ledgers.get(0).deferred()).as("2 and 5").isEqualTo(2);
      assertThat(ledgers.get(1).deleted()).isEqualTo(2);
      assertThat(ledgers.get(1).updated()).isEqualTo(1);
      assertThat(ledgers.get(1).inserted()).isEqualTo(1);
    }
  }

  @Test
  void thoseWhoNeedEachOtherArePlannedAsTheyAreLinked() {
    Schema customers =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("main", LogicalType.INTEGER));
    Schema contacts =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("customer", LogicalType.INTEGER));
    var people = ListSource.builder(customers).key("id").snapshot().build();
    var contactSource = ListSource.builder(contacts).key("id").snapshot().build();
    people.add(1L, 11L).add(2L, 21L);
    contactSource.add(11L, 1L).add(21L, 2L);
    try (var shop = new Shop(people)) {
      SyncDefinition first =
          shop.sync()
              .map(m -> m.fields("id"))
              .deferredParent("main_id", "contacts", "main")
              .build();
      SyncDefinition second =
          SyncDefinition.builder("contacts")
              .source(contactSource)
              .map(m -> m.fields("id"))
              .parent("customer_id", "customers", "customer")
              .destination(RecordingLoader.upserting())
              .settings(Shop.SMALL)
              .build();

      List<Ledger> ledgers = planned(shop, first, second);

      assertThat(ledgers.get(0).inserted()).isEqualTo(2);
      assertThat(ledgers.get(0).updated()).as("linked afterwards").isEqualTo(2);
      assertThat(ledgers.get(1).inserted()).isEqualTo(2);
    }
  }

  @Test
  void thePlansAreCarriedOutOneAfterTheOther() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 2);
      try (var plans = new Closing(shop.engine.planAll(List.of(customers(shop), orders(orders))))) {
        assertThat(plans.all)
            .allSatisfy(plan -> assertThat(shop.engine.apply(plan).exact()).isTrue());
      }
      assertThat(orders.customerOf(100)).isEqualTo(orders.idOf(2));
    }
  }

  @Test
  void theirFilesGoWithThem() {
    try (var shop = new Shop().with(1, 3)) {
      List<Plan> plans = shop.engine.planAll(List.of(customers(shop), orders(new Orders(shop))));
      List<Path> files = plans.stream().map(Plan::file).toList();
      assertThat(files).allMatch(Files::exists);
      plans.forEach(Plan::close);
      assertThat(files).noneMatch(Files::exists);
    }
  }

  /** Plans that are closed together. */
  private record Closing(List<Plan> all) implements AutoCloseable {

    Plan get(int index) {
      return all.get(index);
    }

    @Override
    public void close() {
      all.forEach(Plan::close);
    }
  }
}
