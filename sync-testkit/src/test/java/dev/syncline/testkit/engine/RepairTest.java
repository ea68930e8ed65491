package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.VerifyTest.deleting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A repair sends what a verification found, and nothing else. */
class RepairTest {

  private static DestinationRef ref(Shop shop, long id) {
    return shop.loader.refs(Key.of(id)).get(0);
  }

  private static Shop readableByKey() {
    return new Shop(ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().readsByKey().build());
  }

  private static Repair repaired(Shop shop, SyncDefinition sync) {
    try (Verification found = shop.engine.verify(sync)) {
      return shop.engine.repair(sync, found);
    }
  }

  private static void agree(Shop shop, SyncDefinition sync) {
    try (Verification again = shop.engine.verify(sync)) {
      assertThat(again.drift(10)).isEmpty();
      assertThat(again.clean()).isTrue();
    }
  }

  private static void damage(Shop shop) {
    shop.loader.remove(Key.of(3L));
    shop.loader.change(ref(shop, 7), Map.of("name", "Eve"));
    shop.loader.change(ref(shop, 8), Map.of("id", 800L));
  }

  @Test
  void onlyTheDriftIsReadAndSentWhereTheSourceReadsByKey() {
    try (var shop = readableByKey().with(1, 45)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      damage(shop);
      int attempts = shop.loader.attempts().size();
      try (Verification found = shop.engine.verify(sync)) {
        int opened = shop.source.opened();
        Repair repair = shop.engine.repair(sync, found);
        assertThat(repair.sent()).isEqualTo(3);
        assertThat(repair.whole()).isTrue();
        assertThat(shop.source.opened()).as("scans of the source").isEqualTo(opened);
      }
      assertThat(shop.loader.attempts().subList(attempts, shop.loader.attempts().size()))
          .extracting(attempt -> attempt.key().toString())
          .containsOnly("3", "7", "8");
      agree(shop, sync);
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(45);
    }
  }

  @Test
  void onlyTheDriftIsSentWhereTheSourceIsRead() {
    try (var shop = new Shop().with(1, 45)) {
      SyncDefinition sync = shop.sync().delta(Delta.full()).build();
      shop.engine.run(sync);
      damage(shop);
      Repair repair;
      try (Verification found = shop.engine.verify(sync)) {
        shop.rename(20, "later");
        repair = shop.engine.repair(sync, found);
      }
      assertThat(repair.sent()).isEqualTo(3);
      assertThat(repair.report().orElseThrow().ledger().updated()).isEqualTo(2);
      assertThat(repair.report().orElseThrow().ledger().deferred()).isEqualTo(1);
      assertThat(shop.nameOf(20)).contains("name 20");
      assertThat(shop.engine.run(sync).ledger().updated()).isEqualTo(1);
      agree(shop, sync);
    }
  }

  @Test
  void whatIsExtraIsDeletedByACompleteScan() {
    try (var shop = readableByKey().with(1, 45)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.source.remove(Key.of(5L));
      damage(shop);
      assertThat(repaired(shop, sync).sent()).isEqualTo(4);
      assertThat(shop.loader.refs(Key.of(5L))).isEmpty();
      agree(shop, sync);
    }
  }

  @Test
  void theDeleteGuardHoldsBackWhatIsTooMuch() {
    try (var shop = new Shop().with(1, 90)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      for (long id = 1; id <= 40; id++) {
        shop.source.remove(Key.of(id));
      }
      Repair repair = repaired(shop, sync);
      assertThat(repair.leftCount()).isEqualTo(40);
      assertThat(repair.left().get(0).note()).contains("the delete guard withholds it");
      assertThat(shop.loader.rows()).hasSize(90);
      assertThat(shop.loader.applied(Change.DELETE)).isZero();
    }
  }

  @Test
  void rowsThatAreNotOursStay() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.loader.seed(Key.of(900L), Map.of("id", 900L, "name", "theirs", "city", "Rome"));
      shop.source.remove(Key.of(5L));
      repaired(shop, sync);
      assertThat(shop.loader.refs(Key.of(900L))).hasSize(1);
      assertThat(shop.loader.refs(Key.of(5L))).isEmpty();
    }
  }

  @Test
  void aDoubledRowIsNamedAndLeft() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.loader.seed(Key.of(7L), Map.of("id", 7L, "name", "name 7", "city", "Berlin"));
      Repair repair = repaired(shop, sync);
      assertThat(repair.report()).isEmpty();
      assertThat(repair.left()).extracting(Drift::kind).containsExactly(DriftKind.DOUBLED);
      assertThat(repair.toString()).contains("rows 7, 26").contains("remove the wrong one by hand");
      assertThat(shop.loader.refs(Key.of(7L))).hasSize(2);
    }
  }

  @Test
  void whatChangedSinceIsSkipped() {
    try (var shop = readableByKey().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      damage(shop);
      try (Verification found = shop.engine.verify(sync)) {
        shop.rename(3, "changed at the source");
        shop.loader.change(ref(shop, 7), Map.of("name", "changed at the destination"));
        Repair repair = shop.engine.repair(sync, found);
        assertThat(repair.sent()).isEqualTo(1);
        assertThat(repair.skipped())
            .extracting(drift -> drift.key().toString())
            .containsExactlyInAnyOrder("3", "7");
        assertThat(repair.toString()).contains("2 skipped, because they do not hold any more");
      }
      assertThat(shop.nameOf(7)).contains("changed at the destination");
      shop.engine.run(sync);
      repaired(shop, sync);
      agree(shop, sync);
    }
  }

  @Test
  void aLostRecordStateIsMadeAgainWithoutADouble() {
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition sync = deleting(shop);
      shop.loader.seed(Key.of(4L), Map.of("id", 4L, "name", "name 4", "city", "Berlin"));
      repaired(shop, sync);
      assertThat(shop.loader.duplicates()).isEmpty();
      agree(shop, sync);
    }
  }

  @Test
  void aRepairThatIsCutOffIsMadeGoodByAnyRun() {
    try (var shop = readableByKey().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      damage(shop);
      shop.loader.breakDown("the destination is gone");
      Repair repair = repaired(shop, sync);
      assertThat(repair.report().orElseThrow().status()).isEqualTo(RunStatus.FAILED);
      assertThat(repair.whole()).isFalse();
      shop.loader.heal();
      shop.engine.run(sync);
      agree(shop, sync);
    }
  }

  @Test
  void aSyncThatSomebodyElseRunsIsNotRepaired() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      damage(shop);
      LeaseAnswer other =
          shop.store.acquire(LeaseRequest.of("customers", "somebody", Duration.ofMinutes(1)));
      assertThat(other).isInstanceOf(LeaseAnswer.Granted.class);
      try (Verification found = shop.engine.verify(sync)) {
        assertThat(found.counts().total()).isEqualTo(3);
        assertThatThrownBy(() -> shop.engine.repair(sync, found))
            .isInstanceOf(StateConflictException.class);
      }
      assertThat(shop.nameOf(7)).contains("Eve");
    }
  }

  @Test
  void withoutDeletesWhatIsExtraIsLeft() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = shop.sync().build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(5L));
      Repair repair = repaired(shop, sync);
      assertThat(repair.left())
          .extracting(Drift::kind, Drift::note)
          .containsExactly(tuple(DriftKind.EXTRA, "this sync deletes nothing"));
      assertThat(List.copyOf(shop.loader.rows())).hasSize(25);
    }
  }
}
