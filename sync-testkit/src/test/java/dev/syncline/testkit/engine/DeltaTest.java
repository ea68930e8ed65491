package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantees 1 and 4: a second run writes nothing; late commits are seen. */
class DeltaTest {
  private static final Schema ORDERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("state", LogicalType.STRING),
          Field.of("changed", LogicalType.TIMESTAMP));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void secondRunOverUnchangedDataWritesNothing() {
    try (var shop = new Shop().with(1, 95)) {
      RunReport first = shop.run();
      int writes = shop.loader.writes();
      RunReport second = shop.run();

      assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(first.ledger()).isEqualTo(Ledger.intake(95, 0, 0).with(Outcome.INSERTED, 95));
      assertThat(second.ledger()).isEqualTo(Ledger.intake(95, 0, 0).with(Outcome.UNCHANGED, 95));
      assertThat(shop.loader.writes()).isEqualTo(writes);
    }
  }

  @Test
  void onlyWhatChangedIsSent() {
    try (var shop = new Shop().with(1, 95)) {
      shop.run();
      shop.rename(17, "Ada");
      shop.with(96, 97);
      RunReport report = shop.run();

      assertThat(report.ledger())
          .isEqualTo(
              Ledger.intake(97, 0, 0)
                  .with(Outcome.INSERTED, 2)
                  .with(Outcome.UPDATED, 1)
                  .with(Outcome.UNCHANGED, 94));
      assertThat(shop.nameOf(17)).contains("Ada");
    }
  }

  @Test
  void theSameInOneThread() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    try (var shop = new Shop(source, true).with(1, 35)) {
      assertThat(shop.run().ledger().inserted()).isEqualTo(35);
      assertThat(shop.run().ledger().unchanged()).isEqualTo(35);
    }
  }

  @Test
  void fullComparesTheValuesAndKnowsWhichFieldsChanged() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition full = shop.sync().delta(Delta.full()).build();
      shop.engine.run(full);
      shop.rename(2, "Ada");
      RunReport report = shop.engine.run(full);

      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().unchanged()).isEqualTo(2);
      assertThat(shop.engine.run(full).ledger().unchanged()).isEqualTo(3);
    }
  }

  @Test
  void equalCopiesOfAKeyInOneScanAreSuperseded() {
    try (var shop = new Shop().with(1, 25)) {
      shop.source.add(3L, "name 3", "Berlin");
      assertThat(shop.run().ledger().superseded()).isEqualTo(1);
      RunReport second = shop.run();
      assertThat(second.ledger().superseded()).isEqualTo(1);
      assertThat(second.ledger().written()).isZero();
    }
  }

  @Test
  void differentRecordsOfOneKeyInOneScanDoNotFlipAtEveryRun() {
    try (var shop = new Shop().with(1, 25)) {
      shop.source.add(3L, "another", "Berlin");
      RunReport first = shop.run();
      assertThat(first.ledger().rejected()).isEqualTo(1);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              l -> {
                assertThat(l.message()).contains("twice with different content");
                assertThat(l.raw()).contains("another");
              });
      assertThat(shop.run().ledger().written()).isZero();
      assertThat(shop.nameOf(3)).contains("name 3");
    }
  }

  @Test
  void aCursorReadsOnlyWhatChangedSince() {
    var source = orders();
    for (long id = 1; id <= 50; id++) {
      source.add(id, "new", NOON.plusSeconds(id));
    }
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.timestamp()).build();
      shop.engine.run(sync);
      shop.clock.advance(Duration.ofHours(1));
      source.put(SyncRecord.of(ORDERS, 7L, "paid", NOON.plusSeconds(4000)));
      RunReport report = shop.engine.run(sync);

      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().fetched()).isLessThan(70).isGreaterThan(1);
      RunReport third = shop.engine.run(sync);
      assertThat(third.ledger().written()).isZero();
      assertThat(third.ledger().fetched()).isEqualTo(1);
    }
  }

  @Test
  void aRowCommittedLateWithinTheOverlapIsSeen() {
    var source = orders();
    source.add(1L, "new", NOON);
    try (var shop = new Shop(source)) {
      SyncDefinition sync =
          shop.sync().delta(Delta.timestamp().overlap(Duration.ofMinutes(1))).build();
      shop.engine.run(sync);
      // Its timestamp was given 50 seconds before the newest one that the run saw.
      source.add(2L, "late", NOON.minusSeconds(50));
      shop.clock.advance(Duration.ofHours(5));
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void rowsWithTheSameTimestampAreNotLost() {
    var source = orders();
    source.add(1L, "new", NOON);
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.timestamp().overlap(Duration.ZERO)).build();
      shop.engine.run(sync);
      source.add(2L, "tie", NOON);
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void anOpaqueRowVersionStartsAtTheOneBeforeTheOverlap() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("version", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("version").ordered().build();
    source.add(1L, 100L);
    try (var shop = new Shop(source)) {
      SyncDefinition sync =
          shop.sync().delta(Delta.rowversion().overlap(Duration.ofMinutes(1))).build();
      shop.engine.run(sync);
      shop.clock.advance(Duration.ofMinutes(5));
      source.add(2L, 200L);
      shop.engine.run(sync);
      shop.clock.advance(Duration.ofMinutes(5));
      // Its version was given before 200 was seen, and it was committed after.
      source.add(3L, 150L);
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(1);
      shop.clock.advance(Duration.ofMinutes(5));
      RunReport quiet = shop.engine.run(sync);
      assertThat(quiet.ledger().written()).isZero();
      assertThat(quiet.ledger().fetched()).isEqualTo(1);
    }
  }

  @Test
  void anEmptySourceKeepsTheCursor() {
    var source = orders();
    source.add(1L, "new", NOON);
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.timestamp()).build();
      shop.engine.run(sync);
      var before = shop.engine.state().state("customers").progress().cursor();
      source.clear();
      shop.engine.run(sync);
      assertThat(shop.engine.state().state("customers").progress().cursor()).isEqualTo(before);
      assertThat(before).isPresent();
    }
  }

  @Test
  void anotherMappingSendsWhatItChangesAndNothingElse() {
    try (var shop = new Shop().with(1, 5)) {
      shop.engine.run(shop.sync().map(m -> m.fields("id", "name")).build());
      var same = shop.sync().map(m -> m.field("name", "name").field("id", "id")).build();
      assertThat(shop.engine.run(same).ledger().unchanged()).isEqualTo(5);
      var wider = shop.sync().map(m -> m.fields("id", "name", "city")).build();
      assertThat(shop.engine.run(wider).ledger().updated()).isEqualTo(5);
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("city", "Berlin");
    }
  }

  private static ListSource orders() {
    return ListSource.builder(ORDERS).key("id").cursor("changed").ordered().build();
  }

  @Test
  void anotherCursorFieldReadsEverythingOnce() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("made", LogicalType.INTEGER),
            Field.of("changed", LogicalType.INTEGER));
    var byMade = ListSource.builder(schema).key("id").cursor("made").ordered().build();
    var byChanged = ListSource.builder(schema).key("id").cursor("changed").ordered().build();
    try (var shop = new Shop(byMade)) {
      Delta delta = Delta.rowversion().overlap(Duration.ZERO);
      byMade.add(1L, 500L, 5L);
      shop.engine.run(shop.sync().delta(delta).build());
      byChanged.add(1L, 500L, 5L);
      byChanged.add(2L, 501L, 6L);
      RunReport report = shop.engine.run(shop.sync().source(byChanged).delta(delta).build());
      assertThat(report.ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void anEmptiedDestinationGetsEverythingAgain() {
    try (var shop = new Shop().with(1, 95)) {
      shop.run();
      shop.loader.clear();
      RunReport report = shop.run();
      assertThat(report.ledger().inserted()).isEqualTo(95);
      assertThat(report.notices()).anyMatch(notice -> notice.contains("emptied or replaced"));
      assertThat(shop.loader.rows()).hasSize(95);
      assertThat(shop.run().ledger().unchanged()).isEqualTo(95);
    }
  }

  @Test
  void anEmptiedDestinationGetsEverythingAgainAlsoByCursorAndAfterAStop() {
    var source = orders();
    for (long id = 1; id <= 50; id++) {
      source.add(id, "new", NOON.plusSeconds(1000 * id));
    }
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.timestamp()).build();
      shop.engine.run(sync);
      assertThat(shop.engine.run(sync).ledger().fetched()).isEqualTo(1);
      shop.loader.clear();
      source.beforeBatch(
          batch -> {
            if (batch == 2) {
              shop.engine.cancel("customers");
            }
          });
      assertThat(shop.engine.run(sync).ledger().inserted()).isBetween(10L, 40L);
      source.beforeBatch(batch -> {});
      shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(50);
      assertThat(shop.loader.duplicates()).isEmpty();
      assertThat(shop.engine.run(sync).ledger().fetched()).isEqualTo(1);
    }
  }

  @Test
  void anotherDestinationGetsEverythingAndNoDeleteOfTheOldOnesIds() {
    try (var shop = new Shop().with(1, 30)) {
      shop.engine.run(shop.sync().deletes(Deletes.byAbsence()).build());
      var other = RecordingLoader.upserting();
      other.seed(Key.of(900L), Map.of("id", 900L));
      shop.source.remove(Key.of(1L));
      var moved =
          shop.sync()
              .destination(
                  new DestinationSpec(
                      "local",
                      ComponentConfig.of(Map.of("table", "people")),
                      Optional.of(() -> other)))
              .deletes(Deletes.byAbsence())
              .build();
      RunReport report = shop.engine.run(moved);
      assertThat(report.ledger().inserted()).isEqualTo(29);
      assertThat(report.notices()).anyMatch(notice -> notice.contains("another one"));
      // The state of record 1 went; its id means something else over there.
      assertThat(other.rows()).hasSize(30);
      assertThat(shop.loader.rows()).hasSize(30);
      assertThat(shop.engine.run(moved).ledger().unchanged()).isEqualTo(29);
    }
  }
}
