package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guarantee 5: no surprise deletes. */
class DeleteTest {

  @Test
  void whatACompleteScanDoesNotSeeIsDeleted() {
    try (var shop = new Shop().with(1, 95)) {
      run(shop);
      shop.source.remove(Key.of(40L));
      RunReport report = run(shop);
      assertThat(report.ledger().absent()).isEqualTo(1);
      assertThat(report.ledger().deleted()).isEqualTo(1);
      assertThat(report.ledger().unchanged()).isEqualTo(94);
      assertThat(shop.nameOf(40)).isEmpty();
      assertThat(run(shop).ledger().absent()).isZero();
    }
  }

  @Test
  void anIncompleteScanDeletesNothing() {
    try (var shop = new Shop().with(1, 95)) {
      run(shop);
      shop.source.stopAfter(3);
      RunReport report = run(shop);
      assertThat(report.ledger().fetched()).isEqualTo(30);
      assertThat(report.ledger().absent()).isZero();
      assertThat(shop.loader.rows()).hasSize(95);
    }
  }

  @Test
  void anEmptySourceNeverEmptiesTheDestination() {
    try (var shop = new Shop().with(1, 5)) {
      run(shop);
      shop.source.clear();
      RunReport report = run(shop);
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.withheld().orElseThrow().reason()).contains("empty");
      assertThat(report.ledger().deferred()).isEqualTo(5);
      assertThat(shop.loader.rows()).hasSize(5);
    }
  }

  @Test
  void tooManyDeletesWaitForApproval() {
    try (var shop = new Shop().with(1, 100)) {
      run(shop);
      for (long id = 1; id <= 30; id++) {
        shop.source.remove(Key.of(id));
      }
      shop.with(101, 102);
      RunReport tripped = run(shop);
      WithheldDeletes withheld = tripped.withheld().orElseThrow();
      assertThat(withheld.count()).isEqualTo(30);
      assertThat(withheld.reason()).contains("30 of 100").contains("10.0 %");
      assertThat(tripped.ledger().inserted()).isEqualTo(2);
      assertThat(shop.loader.rows()).hasSize(102);

      assertThat(run(shop).withheld()).isPresent();
      long scan = shop.engine.state().state("customers").progress().withheld().orElseThrow().scan();
      assertThat(shop.engine.approveDeletes("customers", scan - 1)).isFalse();
      assertThat(shop.engine.approveDeletes("customers", scan)).isTrue();
      RunReport approved = run(shop);
      assertThat(approved.ledger().deleted()).isEqualTo(30);
      assertThat(shop.loader.rows()).hasSize(72);
      assertThat(shop.engine.state().state("customers").approvedScan()).isEmpty();
    }
  }

  @Test
  void aFewDeletesOfASmallTableAreNoAlarm() {
    try (var shop = new Shop().with(1, 30)) {
      run(shop);
      for (long id = 1; id <= 20; id++) {
        shop.source.remove(Key.of(id));
      }
      assertThat(run(shop).ledger().deleted()).isEqualTo(20);
    }
  }

  @Test
  void rejectedAndFilteredRecordsCountAsSeen() {
    try (var shop = new Shop().with(1, 30)) {
      run(shop);
      shop.rename(5, "");
      SyncDefinition strict =
          shop.sync()
              .deletes(Deletes.byAbsence())
              .normalize(n -> n.emptyToNull("name"))
              .validate(v -> v.required("name"))
              .build();
      RunReport report = shop.engine.run(strict);
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(report.ledger().absent()).isZero();
      assertThat(shop.nameOf(5)).contains("name 5");
    }
  }

  @Test
  void aNewRecordWithoutAKeySuspendsDeletesOnce() {
    try (var shop = new Shop().with(1, 30)) {
      run(shop);
      shop.source.remove(Key.of(5L));
      shop.source.add(null, "could be number 5", "Berlin");
      RunReport first = run(shop);
      assertThat(first.ledger().deleted()).isZero();
      assertThat(first.withheld().orElseThrow().reason()).contains("without a business key");
      assertThat(run(shop).ledger().deleted()).isEqualTo(1);
    }
  }

  @Test
  void anotherQueryDeletesNothingUntilApproved() {
    var wide = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    try (var shop = new Shop(wide).with(1, 30)) {
      run(shop);
      var narrow =
          SyncDefinition.builder("customers")
              .source(
                  new dev.syncline.api.source.SourceSpec(
                      "local",
                      wide.toSpec().config().with("query", "only some"),
                      wide.toSpec().local()))
              .destination(shop.loader)
              .deletes(Deletes.byAbsence())
              .build();
      wide.remove(Key.of(1L));
      RunReport report = shop.engine.run(narrow);
      assertThat(report.withheld().orElseThrow().reason()).contains("has changed");
      assertThat(shop.engine.run(narrow).withheld()).isPresent();
      assertThat(shop.loader.rows()).hasSize(30);
    }
  }

  @Test
  void aCandidateThatIsStillThereByKeyIsNotDeleted() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").readsByKey().build();
    try (var shop = new Shop(source).with(1, 30)) {
      run(shop);
      shop.source.remove(Key.of(5L));
      // It moved to a place that the scan had already read.
      source.beforeBatch(
          batch -> {
            if (batch == 3) {
              shop.rename(5, "moved");
              source.beforeBatch(later -> {});
            }
          });
      source.stopAfter(3);
      run(shop);
      assertThat(shop.loader.rows()).hasSize(30);
    }
  }

  @Test
  void onlyWhatWeWroteIsDeleted() {
    try (var shop = new Shop().with(1, 30)) {
      shop.loader.seed(Key.of(999L), java.util.Map.of("id", 999L, "name", "the application's own"));
      run(shop);
      run(shop);
      assertThat(shop.nameOf(999)).contains("the application's own");
    }
  }

  private static RunReport run(Shop shop) {
    return shop.engine.run(shop.sync().deletes(Deletes.byAbsence()).build());
  }

  @Test
  void flaggedRecordsAreDeletedAtTheEndAllOrNone() {
    ListSource source = flagged();
    try (var shop = new Shop(source)) {
      var sync = shop.sync().deletes(Deletes.byFlag("gone")).build();
      shop.engine.run(sync);
      flag(source, 1, 15, true);
      RunReport few = shop.engine.run(sync);
      assertThat(few.ledger().deleted()).isEqualTo(15);
      assertThat(few.ledger().filtered()).isEqualTo(15);
      assertThat(shop.loader.rows()).hasSize(85);

      flag(source, 16, 60, true);
      RunReport many = shop.engine.run(sync);
      assertThat(many.ledger().deleted()).isZero();
      assertThat(many.withheld().orElseThrow().count()).isEqualTo(45);
      assertThat(shop.loader.rows()).hasSize(85);
      assertThat(shop.engine.approveDeletes("customers", many.withheld().get().scan())).isTrue();
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(45);
      assertThat(shop.loader.rows()).hasSize(40);
      assertThat(shop.engine.run(sync).withheld()).isEmpty();
    }
  }

  @Test
  void theCursorWaitsForFlaggedRecordsThatAreWithheld() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("gone", LogicalType.BOOLEAN),
            Field.of("changed", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("changed").ordered().build();
    for (long id = 1; id <= 100; id++) {
      source.add(id, false, id);
    }
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .delta(Delta.rowversion().overlap(Duration.ZERO))
              .deletes(Deletes.byFlag("gone"))
              .build();
      shop.engine.run(sync);
      for (long id = 1; id <= 50; id++) {
        source.put(SyncRecord.of(schema, id, true, 100 + id));
      }
      RunReport withheld = shop.engine.run(sync);
      assertThat(withheld.withheld()).isPresent();
      shop.engine.approveDeletes("customers", withheld.withheld().orElseThrow().scan());
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(50);
      assertThat(shop.engine.run(sync).ledger().fetched()).isEqualTo(1);
    }
  }

  /** A table of soft-deleted rows holds some that were gone before they were ever read. */
  @Test
  void theCursorPassesFlaggedRecordsThatWereNeverWritten() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("gone", LogicalType.BOOLEAN),
            Field.of("changed", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("changed").ordered().build();
    for (long id = 1; id <= 100; id++) {
      source.add(id, id % 2 == 0, id);
    }
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .delta(Delta.rowversion().overlap(Duration.ZERO))
              .deletes(Deletes.byFlag("gone"))
              .build();
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(50);
      assertThat(shop.engine.run(sync).ledger().fetched()).isEqualTo(1);
    }
  }

  @Test
  void theCursorWaitsForAFlaggedParentThatItsChildrenHoldBack() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("gone", LogicalType.BOOLEAN),
            Field.of("changed", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("changed").ordered().build();
    source.add(1L, false, 1L).add(2L, false, 2L);
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .delta(Delta.rowversion().overlap(Duration.ZERO))
              .deletes(Deletes.byFlag("gone"))
              .build();
      shop.engine.run(sync);
      var orders = new Orders(shop).with(100, 1);
      var children = orders.waiting().deletes(Deletes.byAbsence()).build();
      shop.engine.run(children);
      source.put(SyncRecord.of(schema, 1L, true, 3L));
      source.put(SyncRecord.of(schema, 3L, false, 4L));
      RunReport held = shop.engine.run(sync);
      assertThat(held.ledger().deleted()).isZero();
      assertThat(held.ledger().inserted()).isEqualTo(1);

      orders.source.remove(Key.of(100L));
      orders.with(101, 2);
      assertThat(shop.engine.run(children).ledger().deleted()).isEqualTo(1);
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(1);
      assertThat(shop.loader.row(Key.of(1L))).isEmpty();
      assertThat(shop.loader.rows()).hasSize(2);
      assertThat(shop.engine.run(sync).ledger().fetched()).isEqualTo(1);
    }
  }

  private static ListSource flagged() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("gone", LogicalType.BOOLEAN));
    ListSource source = ListSource.builder(schema).key("id").snapshot().build();
    flag(source, 1, 100, false);
    return source;
  }

  private static void flag(ListSource source, long first, long last, boolean gone) {
    for (long id = first; id <= last; id++) {
      source.put(SyncRecord.of(source.describe(), id, gone));
    }
  }

  @Test
  void aSoftDeleteSetsTheMarkAndTheRecordComesBack() {
    try (var shop = new Shop().with(1, 30)) {
      var sync = shop.sync().deletes(Deletes.byAbsence().marking("gone")).build();
      shop.engine.run(sync);
      assertThat(shop.loader.row(Key.of(7L)).orElseThrow()).containsEntry("gone", false);
      shop.source.remove(Key.of(7L));
      RunReport deleted = shop.engine.run(sync);
      assertThat(deleted.ledger().deleted()).isEqualTo(1);
      assertThat(shop.loader.row(Key.of(7L)).orElseThrow())
          .containsEntry("gone", true)
          .containsEntry("name", "name 7");
      RunReport again = shop.engine.run(sync);
      assertThat(again.ledger().absent()).isZero();

      shop.rename(7, "name 7");
      RunReport back = shop.engine.run(sync);
      assertThat(back.ledger().updated()).isEqualTo(1);
      assertThat(shop.loader.row(Key.of(7L)).orElseThrow()).containsEntry("gone", false);
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(30);
    }
  }

  @Test
  void whatIsMarkedAsDeletedDoesNotWidenTheGuard() {
    try (var shop = new Shop().with(1, 300)) {
      var sync = shop.sync().deletes(Deletes.byAbsence().atMostPercent(50).marking("gone")).build();
      shop.engine.run(sync);
      for (long id = 1; id <= 150; id++) {
        shop.source.remove(Key.of(id));
      }
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(150);
      // 100 of the 150 that are left are too many, although they are a third of all states.
      for (long id = 151; id <= 250; id++) {
        shop.source.remove(Key.of(id));
      }
      assertThat(shop.engine.run(sync).withheld().orElseThrow().reason()).contains("100 of 150");
    }
  }

  @Test
  void aSoftDeleteOfWhatIsGoneAtTheDestinationIsDone() {
    try (var shop = new Shop().with(1, 30)) {
      var sync = shop.sync().deletes(Deletes.byAbsence().marking("gone")).build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(7L));
      shop.loader.remove(Key.of(7L));
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(1);
      assertThat(shop.engine.run(sync).ledger().absent()).isZero();
      assertThat(shop.loader.rows()).hasSize(29);
    }
  }

  @Test
  void aConfirmedDeleteWaitsForTheNextScan() {
    try (var shop = new Shop().with(1, 30)) {
      var sync = shop.sync().deletes(Deletes.byAbsence().confirmedByNextScan()).build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(7L));
      shop.source.remove(Key.of(8L));
      RunReport first = shop.engine.run(sync);
      assertThat(first.ledger().absent()).isZero();
      assertThat(first.notices()).anyMatch(notice -> notice.contains("2 records were missing"));
      shop.rename(8, "name 8");
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(1);
      assertThat(shop.nameOf(7)).isEmpty();
      assertThat(shop.nameOf(8)).isPresent();
      shop.source.remove(Key.of(8L));
      assertThat(shop.engine.run(sync).ledger().absent()).isZero();
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(1);
    }
  }

  @Test
  void whatTheDestinationHadBeforeIsDeletedOnlyIfAskedFor() {
    try (var shop = new Shop().with(1, 5)) {
      var loader = RecordingLoader.builder().looksUp(Duration.ZERO).build();
      loader.seed(Key.of(2L), Map.of("id", 2L, "name", "old", "city", "Rome"));
      var sync =
          shop.sync().destination(loader).accept(Risk.EPHEMERAL_STATE).deletes(Deletes.byAbsence());
      shop.engine.run(sync.build());
      shop.source.remove(Key.of(2L));
      shop.source.remove(Key.of(3L));
      assertThat(shop.engine.run(sync.build()).ledger().deleted()).isEqualTo(1);
      assertThat(loader.refs(Key.of(2L))).hasSize(1);
      sync.deletes(Deletes.byAbsence().ofAdoptedToo());
      assertThat(shop.engine.run(sync.build()).ledger().deleted()).isEqualTo(1);
      assertThat(loader.refs(Key.of(2L))).isEmpty();
    }
  }
}
