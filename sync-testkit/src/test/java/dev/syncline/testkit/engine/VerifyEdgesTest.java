package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.VerifyTest.deleting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents, marks, scans that are not complete, and other things that must not look like drift. */
class VerifyEdgesTest {
  private static final Schema COUNTRY =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("country", LogicalType.INTEGER));

  @TempDir private Path folder;

  private static List<Drift> found(Shop shop, SyncDefinition sync) {
    try (Verification verification = shop.engine.verify(sync)) {
      assertThat(verification.failure()).isEmpty();
      return verification.drift(1000);
    }
  }

  private static Repair repaired(Shop shop, SyncDefinition sync) {
    try (Verification verification = shop.engine.verify(sync)) {
      return shop.engine.repair(sync, verification);
    }
  }

  @Test
  void aParentThatIsMadeAgainRelinksItsChildren() {
    var towns = ListSource.builder(COUNTRY).key("id").snapshot().readsByKey().build();
    RecordingLoader townTable = RecordingLoader.upserting();
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition countries = shop.sync().build();
      SyncDefinition children =
          SyncDefinition.builder("towns")
              .source(towns)
              .parent("country", "customers", "country")
              .destination(townTable)
              .settings(Shop.SMALL)
              .build();
      for (long id = 1; id <= 20; id++) {
        towns.add(id, id % 5 + 1);
      }
      shop.engine.runAll(List.of(countries, children));
      assertThat(found(shop, children)).isEmpty();

      shop.loader.remove(Key.of(3L));
      assertThat(repaired(shop, countries).whole()).isTrue();
      assertThat(found(shop, children))
          .hasSize(4)
          .allSatisfy(
              drift -> {
                assertThat(drift.kind()).isEqualTo(DriftKind.DIFFERENT);
                assertThat(drift.waiting()).isTrue();
                assertThat(drift.fields().get(0)).hasToString("country: 3 should be 6");
              });
      assertThat(repaired(shop, children).sent()).isEqualTo(4);
      assertThat(found(shop, children)).isEmpty();
    }
  }

  @Test
  void childrenThatWaitForTheirParentAreNotJudged() {
    var towns = ListSource.builder(COUNTRY).key("id").snapshot().build();
    RecordingLoader townTable = RecordingLoader.upserting();
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition children =
          SyncDefinition.builder("towns")
              .source(towns)
              .parent("country", "customers", "country")
              .destination(townTable)
              .build();
      shop.run();
      towns.add(1L, 2L).add(2L, 77L);
      shop.engine.run(children);
      try (Verification verification = shop.engine.verify(children)) {
        assertThat(verification.clean()).isTrue();
        assertThat(verification.counts().unjudged()).isEqualTo(1);
      }
    }
  }

  @Test
  void recordsThatAreMarkedAsDeletedAreNotExtra() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence().marking("gone")).build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(4L));
      shop.engine.run(sync);
      assertThat(shop.loader.row(Key.of(4L)).orElseThrow()).containsEntry("gone", true);
      assertThat(found(shop, sync)).isEmpty();
    }
  }

  @Test
  void whatASourceFlagsIsExtraAndWhatIsOnlyAbsentIsLeft() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("gone", LogicalType.BOOLEAN));
    var source = ListSource.builder(schema).key("id").snapshot().build();
    for (long id = 1; id <= 30; id++) {
      source.add(id, false);
    }
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byFlag("gone")).build();
      shop.engine.run(sync);
      source.put(SyncRecord.of(schema, 4L, true));
      source.remove(Key.of(5L));
      assertThat(found(shop, sync))
          .extracting(Drift::kind, Drift::key, Drift::waiting)
          .containsExactlyInAnyOrder(
              tuple(DriftKind.EXTRA, Key.of(4L), true), tuple(DriftKind.EXTRA, Key.of(5L), false));
      Repair repair = repaired(shop, sync);
      assertThat(repair.sent()).isEqualTo(1);
      assertThat(repair.left())
          .singleElement()
          .satisfies(drift -> assertThat(drift.note()).contains("only what its source flags"));
      assertThat(shop.loader.refs(Key.of(4L))).isEmpty();
      assertThat(shop.loader.refs(Key.of(5L))).hasSize(1);
    }
  }

  @Test
  void aSourceThatGaveNotEverythingProvesNothingGone() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.source.remove(Key.of(4L));
      shop.loader.remove(Key.of(5L));
      shop.source.endIncomplete();
      try (Verification verification = shop.engine.verify(sync)) {
        assertThat(verification.drift(9)).extracting(Drift::key).containsExactly(Key.of(5L));
        assertThat(verification.notices()).anyMatch(n -> n.contains("did not say that it gave"));
      }
    }
  }

  @Test
  void anEmptiedDestinationMissesEverythingAndIsFilledAgain() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.loader.clear();
      assertThat(repaired(shop, sync).sent()).isEqualTo(25);
      assertThat(shop.loader.rows()).hasSize(25);
      assertThat(found(shop, sync)).isEmpty();
    }
  }

  @Test
  void anEmptySourceMakesEverythingExtraAndDeletesNothing() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.source.clear();
      assertThat(repaired(shop, sync).leftCount()).isEqualTo(25);
      assertThat(shop.loader.rows()).hasSize(25);
    }
  }

  @Test
  void whatIsTakenOutOfTheFileIsNotRepaired() throws IOException {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.loader.remove(Key.of(3L));
      shop.loader.remove(Key.of(4L));
      Path file = folder.resolve("drift.jsonl");
      try (Verification verification = shop.engine.verify(sync, file)) {
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.stream().filter(line -> line.contains("[3]")).toList());
        assertThat(shop.engine.repair(sync, verification).sent()).isEqualTo(1);
      }
      assertThat(shop.loader.refs(Key.of(3L))).hasSize(1);
      assertThat(shop.loader.refs(Key.of(4L))).isEmpty();
    }
  }

  @Test
  void aRunThatIsAtWorkMeanwhileIsSaid() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.source.beforeBatch(
          batch -> {
            if (batch == 2) {
              shop.source.beforeBatch(unused -> {});
              meanwhile(shop);
            }
          });
      try (Verification verification = shop.engine.verify(sync)) {
        assertThat(verification.notices()).anyMatch(n -> n.contains("a run was at work meanwhile"));
        assertThat(verification.counts().of(DriftKind.EXTRA)).isZero();
      }
    }
  }

  /** Another engine on the same store and destination writes a record that the scan has passed. */
  private static void meanwhile(Shop shop) {
    var other = ListSource.builder(Shop.CUSTOMERS).key("id").build();
    other.add(500L, "new", "Berlin");
    SyncDefinition sync =
        SyncDefinition.builder("customers")
            .source(other)
            .destination(shop.loader)
            .settings(Shop.SMALL)
            .build();
    var engine = SyncEngine.builder().stateStore(shop.store).build();
    assertThat(engine.run(sync).ledger().inserted()).isEqualTo(1);
  }

  @Test
  void recordsWithOtherFieldsAreComparedByTheFieldsThatTheyHave() {
    try (var shop = new Shop().with(1, 3)) {
      shop.source.add(4L, "narrow", Absent.ABSENT);
      SyncDefinition sync = shop.sync().build();
      shop.engine.run(sync);
      assertThat(found(shop, sync)).isEmpty();
      shop.loader.change(shop.loader.refs(Key.of(4L)).get(0), Map.of("name", "other"));
      assertThat(found(shop, sync))
          .singleElement()
          .hasToString("different  4  name: \"other\" should be \"narrow\"");
    }
  }
}
