package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.PendingChild;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Children that wait: how often they are tried, and what ends their waiting. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitingChildTest {
  private static final Duration LONG = Duration.ofHours(6);

  /** The parent's sync commits something, and the child's sync runs. */
  private static RunReport tryAgain(Orders orders, Duration later, int run) {
    orders.shop.clock.advance(later);
    orders.shop.rename(1, "name in run " + run);
    orders.shop.run();
    return orders.run();
  }

  private static PendingChild only(Orders orders) {
    assertThat(orders.pending()).hasSize(1);
    return orders.pending().get(0);
  }

  @Test
  void whatAChildWaitsForCanBeSeen() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      Instant parked = shop.clock.instant();
      orders.run();
      PendingChild child = only(orders);
      assertThat(child.reason()).isEqualTo("waits for [9] of sync 'customers' (customer_id)");
      assertThat(child.attempts()).isZero();
      assertThat(child.parkedAt()).isEqualTo(parked);
      assertThat(child.nextTry()).isEqualTo(parked.plusSeconds(30));
      assertThat(child.written()).isFalse();
    }
  }

  @Test
  void theWaitDoublesFromAttemptToAttemptAndTheFifthGivesUp() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      long[] waits = {60, 120, 240, 480};
      for (int attempt = 1; attempt <= 4; attempt++) {
        tryAgain(orders, Duration.between(shop.clock.instant(), only(orders).nextTry()), attempt);
        assertThat(only(orders).attempts()).isEqualTo(attempt);
        assertThat(only(orders).nextTry())
            .isEqualTo(shop.clock.instant().plusSeconds(waits[attempt - 1]));
      }
      RunReport last =
          tryAgain(orders, Duration.between(shop.clock.instant(), only(orders).nextTry()), 5);
      assertThat(last.ledger().rejected()).isEqualTo(2); // taken up, and read again
      assertThat(orders.pending()).isEmpty();
      assertThat(orders.letters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter.message())
                      .contains("its parent 9 did not come", "'customers' ran 5 times"));
    }
  }

  @Test
  void runsBeforeTheWaitIsOverCostNoAttempt() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      Instant next = only(orders).nextTry();
      for (int run = 1; run <= 10; run++) {
        tryAgain(orders, Duration.ofSeconds(2), run);
      }
      assertThat(only(orders).attempts()).isZero();
      assertThat(only(orders).nextTry()).isEqualTo(next);
      tryAgain(orders, Duration.ofSeconds(10), 11);
      assertThat(only(orders).attempts()).isEqualTo(1);
    }
  }

  @Test
  void waitingWhileTheParentsSyncDoesNothingCostsNoAttempts() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      for (int run = 1; run <= 10; run++) {
        shop.clock.advance(LONG);
        orders.run();
      }
      assertThat(only(orders).attempts()).isZero();
    }
  }

  @Test
  void theArrivalOfTheParentDoesNotWaitForTheNextTry() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      tryAgain(orders, LONG, 1);
      shop.with(9, 9).run();
      assertThat(only(orders).nextTry()).isAfter(shop.clock.instant());
      orders.run();
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(9));
    }
  }

  @Test
  void aNewerVersionReplacesTheParkedOne() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      orders.with(100, 2);
      orders.run();
      assertThat(orders.pending()).isEmpty();
      shop.with(9, 9).run();
      orders.run();
      assertThat(orders.customerOf(100)).isPresent().isEqualTo(orders.idOf(2));
    }
  }

  @Test
  void aNewVersionOfAParkedChildStartsItsAttemptsAgain() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      for (int run = 1; run <= 4; run++) {
        tryAgain(orders, LONG, run);
      }
      assertThat(only(orders).attempts()).isEqualTo(4);
      orders.with(100, 50);
      // No time for the old version to be tried a fifth time; the new one waits for another parent.
      RunReport report = tryAgain(orders, Duration.ZERO, 5);
      assertThat(report.ledger().rejected()).isZero();
      assertThat(only(orders).attempts()).isZero();
    }
  }

  @Test
  void aParkedChildThatTheSourceDropsIsForgotten() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 9).with(101, 1);
      orders.run();
      orders.source.remove(Key.of(100L));
      orders.run();
      assertThat(orders.pending()).isEmpty();
      shop.with(9, 9).run();
      orders.run();
      assertThat(orders.loader.rows()).hasSize(1);
    }
  }

  @Test
  void theDeadLetterOfAParkedChildIsClosedWhenTheSourceDropsTheChild() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(101, 1).with(100, 9);
      shop.run();
      orders.run();
      for (int run = 1; run <= 4; run++) {
        tryAgain(orders, LONG, run);
      }
      orders.source.remove(Key.of(100L));
      tryAgain(orders, LONG, 5);
      orders.run();
      assertThat(orders.letters()).isEmpty();
    }
  }

  @Test
  void aChildThatWasGivenUpGoesThroughWhenItIsReadAgainAndItsParentIsThere() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 9);
      orders.run();
      for (int run = 1; run <= 6; run++) {
        tryAgain(orders, LONG, run);
      }
      assertThat(orders.letters())
          .singleElement()
          .satisfies(l -> assertThat(l.attempts()).isEqualTo(3));
      shop.with(9, 9).run();
      orders.run();
      assertThat(orders.letters()).isEmpty();
      assertThat(orders.customerOf(100)).isPresent();
    }
  }

  @Test
  void aChildOneOfWhoseParentsCameStillGivesUpOnTheOther() {
    var schema =
        Schema.of(
            Field.of("number", LogicalType.INTEGER),
            Field.of("customer", LogicalType.INTEGER),
            Field.of("product", LogicalType.INTEGER));
    var products = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    try (var shop = new Shop()) {
      var product =
          SyncDefinition.builder("products")
              .source(products)
              .destination(RecordingLoader.upserting())
              .build();
      var orders = new Orders(shop, ListSource.builder(schema).key("number").snapshot().build());
      var sync = orders.waiting().parent("product_id", "products", "product").build();
      shop.with(1, 1);
      for (int i = 0; i < 50; i++) {
        shop.rename(1, "name " + i);
        shop.run();
      }
      orders.source.add(100L, 9L, 7L);
      shop.engine.run(sync);
      shop.with(9, 9).run();
      for (int run = 1; run <= 8; run++) {
        shop.clock.advance(LONG);
        products.put(SyncRecord.of(Shop.CUSTOMERS, 1L, "run " + run, "x"));
        shop.engine.run(product);
        shop.engine.run(sync);
      }
      assertThat(orders.pending()).isEmpty();
      assertThat(orders.letters()).hasSize(1);
    }
  }

  @Test
  void fullStrategyWithParentsWritesNothingTheSecondTime() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop).with(100, 2);
      var sync = orders.waiting().delta(Delta.full()).build();
      shop.engine.run(sync);
      RunReport second = shop.engine.run(sync);
      assertThat(second.ledger().updated()).isZero();
      assertThat(second.ledger().unchanged()).isEqualTo(1);
      // and a parent under a new id is among the changed fields
      shop.loader.remove(Key.of(2L));
      shop.rename(2, "again");
      shop.run();
      var changed = new ArrayList<Object>();
      orders.loader.beforeWrite(
          batch -> changed.add(batch.changedFields(0).map(BitSet::cardinality)));
      shop.engine.run(sync);
      assertThat(changed).containsExactly(Optional.of(1));
    }
  }
}
