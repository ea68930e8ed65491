package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Change;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.PendingChild;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Records that need each other: written without the link first, and linked then. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DeferredParentTest {
  private static final Schema PEOPLE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("boss", LogicalType.INTEGER));
  private static final Schema CUSTOMERS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("main", LogicalType.INTEGER));
  private static final Schema CONTACTS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("customer", LogicalType.INTEGER));

  private final ListSource people = ListSource.builder(PEOPLE).key("id").snapshot().build();
  private final ListSource contacts = ListSource.builder(CONTACTS).key("id").snapshot().build();
  private final RecordingLoader contactLoader = RecordingLoader.upserting();

  private static SyncDefinition.Builder bosses(Shop shop) {
    return shop.sync().map(m -> m.fields("id")).deferredParent("boss_id", "customers", "boss");
  }

  private static Optional<Object> idOf(RecordingLoader loader, long key) {
    return loader.refs(Key.of(key)).stream().findFirst().map(ref -> ref.single());
  }

  private static Optional<Object> bossOf(Shop shop, long id) {
    return shop.loader.row(Key.of(id)).map(row -> row.get("boss_id"));
  }

  private SyncDefinition customers(Shop shop) {
    return shop.sync()
        .map(m -> m.fields("id"))
        .deferredParent("main_id", "contacts", "main")
        .deletes(Deletes.byAbsence())
        .build();
  }

  private SyncDefinition contacts() {
    return SyncDefinition.builder("contacts")
        .source(contacts)
        .map(m -> m.fields("id"))
        .parent("customer_id", "customers", "customer")
        .destination(contactLoader)
        .deletes(Deletes.byAbsence())
        .settings(Shop.SMALL)
        .build();
  }

  @Test
  void twoWhoAreEachOthersParentsAreWrittenAndThenLinkedInOneRun() {
    people.add(1L, 2L).add(2L, 1L).add(3L, null);
    try (var shop = new Shop(people)) {
      RunReport report = shop.engine.run(bosses(shop).build());
      assertThat(bossOf(shop, 1)).isPresent().isEqualTo(idOf(shop.loader, 2));
      assertThat(bossOf(shop, 2)).isPresent().isEqualTo(idOf(shop.loader, 1));
      assertThat(bossOf(shop, 3)).isEmpty();
      assertThat(report.ledger().fetched()).isEqualTo(3);
      assertThat(report.ledger().inserted()).isEqualTo(3);
      assertThat(report.ledger().carried()).as("the second writes").isEqualTo(2);
      assertThat(report.ledger().updated()).isEqualTo(2);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(shop.pending("customers")).isEmpty();
      RunReport second = shop.engine.run(bosses(shop).build());
      assertThat(second.ledger().unchanged()).isEqualTo(3);
      assertThat(second.ledger().carried()).isZero();
    }
  }

  @Test
  void aRingOfManyIsClosedInOneRun() {
    for (long id = 1; id <= 500; id++) {
      people.add(id, id % 500 + 1);
    }
    try (var shop = new Shop(people)) {
      shop.engine.run(bosses(shop).build());
      for (long id = 1; id <= 500; id++) {
        assertThat(bossOf(shop, id)).isPresent().isEqualTo(idOf(shop.loader, id % 500 + 1));
      }
      assertThat(shop.pending("customers")).isEmpty();
    }
  }

  @Test
  void aRecordMayBeItsOwnParent() {
    people.add(1L, 1L);
    try (var shop = new Shop(people)) {
      SyncDefinition sync = bosses(shop).deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      assertThat(bossOf(shop, 1)).isPresent().isEqualTo(idOf(shop.loader, 1));
      people.add(2L, null).remove(Key.of(1L));
      shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(1);
    }
  }

  @Test
  void twoSyncsThatNeedEachOtherAreLinkedInOneGroupOfRuns() {
    linksAndUnlinks(false);
  }

  @Test
  void twoSyncsThatNeedEachOtherAreLinkedInOneGroupOfRunsByOneThread() {
    linksAndUnlinks(true);
  }

  private void linksAndUnlinks(boolean sameThread) {
    var source = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    source.add(1L, 11L).add(2L, 21L).add(3L, null);
    contacts.add(11L, 1L).add(12L, 1L).add(21L, 2L);
    try (var shop = new Shop(source, sameThread)) {
      List<RunReport> reports = shop.engine.runAll(List.of(contacts(), customers(shop)));
      assertThat(reports).extracting(RunReport::sync).containsExactly("customers", "contacts");
      assertThat(reports).allMatch(report -> report.ledger().balanced());
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow())
          .containsEntry("main_id", idOf(contactLoader, 11).orElseThrow());
      assertThat(shop.loader.row(Key.of(3L)).orElseThrow()).containsEntry("main_id", null);
      assertThat(contactLoader.row(Key.of(21L)).orElseThrow())
          .containsEntry("customer_id", idOf(shop.loader, 2).orElseThrow());
      assertThat(reports.get(0).ledger().updated()).isEqualTo(2);
      assertThat(shop.pending("customers")).isEmpty();

      // and both go together: the contact first, although the customer refers to it
      source.remove(Key.of(2L));
      contacts.remove(Key.of(21L));
      List<RunReport> deletes = shop.engine.runAll(List.of(contacts(), customers(shop)));
      assertThat(deletes).extracting(report -> report.ledger().deleted()).containsExactly(1L, 1L);
    }
  }

  @Test
  void singleRunsLeaveTheLinkOpenAndSayWhatItWaitsFor() {
    var source = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    source.add(1L, 11L);
    contacts.add(11L, 1L);
    try (var shop = new Shop(source)) {
      shop.engine.run(customers(shop));
      PendingChild open = shop.pending("customers").get(0);
      assertThat(open.written()).isTrue();
      assertThat(open.reason())
          .isEqualTo("is written without its link to [11] of sync 'contacts' (main_id)");
      shop.engine.run(contacts());
      RunReport linked = shop.engine.run(customers(shop));
      assertThat(linked.ledger().updated()).isEqualTo(1);
      assertThat(shop.pending("customers")).isEmpty();
    }
  }

  @Test
  void anOpenLinkWaitsAsLongAsItsRecordLives() {
    var source = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    source.add(1L, 11L).add(2L, null);
    try (var shop = new Shop(source)) {
      for (int run = 1; run <= 10; run++) {
        contacts.put(SyncRecord.of(CONTACTS, 100L + run, 2L));
        shop.engine.runAll(List.of(contacts(), customers(shop)));
        shop.clock.advance(Duration.ofHours(6));
      }
      assertThat(shop.letters()).isEmpty();
      assertThat(shop.pending("customers"))
          .singleElement()
          .satisfies(child -> assertThat(child.attempts()).isZero());
      assertThat(shop.loader.attempts().stream().filter(a -> a.key().equals(Key.of(1L))))
          .as("written once, and not again while nothing changes")
          .hasSize(1);
      source.remove(Key.of(1L));
      shop.engine.runAll(List.of(contacts(), customers(shop)));
      assertThat(shop.pending("customers")).isEmpty();
      assertThat(shop.loader.row(Key.of(1L))).isEmpty();
    }
  }

  @Test
  void aCrashBetweenTheTwoWritesIsMadeGoodByTheNextRun() {
    people.add(1L, 2L).add(2L, 1L);
    try (var shop = new Shop(people)) {
      shop.loader.beforeWrite(
          batch -> {
            if (batch.change(0) == Change.UPDATE) {
              throw new OutOfMemoryError("the process dies here");
            }
          });
      assertThat(shop.engine.run(bosses(shop).build()).status()).isEqualTo(RunStatus.FAILED);
      assertThat(bossOf(shop, 1)).isEmpty();
      assertThat(shop.pending("customers")).hasSize(2).allMatch(PendingChild::written);

      shop.loader.beforeWrite(batch -> {});
      RunReport next = shop.engine.run(bosses(shop).build());
      assertThat(next.ledger().carried()).as("two in doubt, two to be linked").isEqualTo(4);
      assertThat(next.ledger().updated()).isEqualTo(2);
      assertThat(bossOf(shop, 1)).isPresent().isEqualTo(idOf(shop.loader, 2));
      assertThat(bossOf(shop, 2)).isPresent().isEqualTo(idOf(shop.loader, 1));
    }
  }

  @Test
  void aSecondWriteThatTheDestinationRefusesIsADeadLetter() {
    people.add(1L, 2L);
    try (var shop = new Shop(people)) {
      shop.engine.run(bosses(shop).build());
      shop.loader.beforeWrite(
          batch -> {
            if (batch.change(0) == Change.UPDATE) {
              throw new PermanentException("no more links");
            }
          });
      people.add(2L, null);
      RunReport report = shop.engine.run(bosses(shop).build());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(shop.letters()).hasSize(1);
    }
  }

  @Test
  void aParentThatGoesLeavesItsChildWithoutTheLinkAndWithItAgainWhenItReturns() {
    var source = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    source.add(1L, 11L).add(2L, null);
    contacts.add(11L, 2L).add(12L, 2L);
    try (var shop = new Shop(source)) {
      shop.engine.runAll(List.of(contacts(), customers(shop)));
      contacts.remove(Key.of(11L));
      shop.engine.runAll(List.of(contacts(), customers(shop)));
      shop.engine.runAll(List.of(contacts(), customers(shop)));
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("main_id", null);
      assertThat(shop.pending("customers")).hasSize(1);
      contacts.add(11L, 2L);
      shop.engine.runAll(List.of(contacts(), customers(shop)));
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow())
          .containsEntry("main_id", idOf(contactLoader, 11).orElseThrow());
    }
  }

  @Test
  void requiredParentsInACircleAreRefusedWithAWayOut() {
    var source = ListSource.builder(CUSTOMERS).key("id").snapshot().build();
    try (var shop = new Shop(source)) {
      SyncDefinition hard =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("main_id", "contacts", "main")
              .build();
      assertThatThrownBy(() -> shop.engine.runAll(List.of(contacts(), hard)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll("contacts → customers → contacts", "deferred");
    }
  }
}
