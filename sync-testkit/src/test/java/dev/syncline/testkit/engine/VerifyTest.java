package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.FieldDifference;
import dev.syncline.core.verify.Verification;
import dev.syncline.testkit.ListSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification finds what source, record states and destination disagree in. */
class VerifyTest {
  @TempDir private Path folder;

  static SyncDefinition deleting(Shop shop) {
    return shop.sync().deletes(Deletes.byAbsence()).build();
  }

  private static List<Drift> found(Shop shop) {
    try (Verification verification = shop.engine.verify(deleting(shop))) {
      assertThat(verification.failure()).isEmpty();
      return verification.drift(1000);
    }
  }

  @Test
  void afterARunAllAgree() {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(deleting(shop));
      try (Verification verification = shop.engine.verify(deleting(shop))) {
        assertThat(verification.clean()).isTrue();
        assertThat(verification.counts().compared()).isEqualTo(95);
        assertThat(verification.counts().rowsRead()).isEqualTo(95);
        assertThat(verification).hasToString("customers: 95 records compared, all agree");
      }
    }
  }

  @Test
  void aRowThatSomebodyRemovedIsMissing() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.remove(Key.of(7L));
      assertThat(found(shop))
          .singleElement()
          .satisfies(
              drift -> {
                assertThat(drift.kind()).isEqualTo(DriftKind.MISSING);
                assertThat(drift.key()).isEqualTo(Key.of(7L));
                assertThat(drift.waiting()).isFalse();
                assertThat(drift).hasToString("missing at the destination  7");
              });
    }
  }

  @Test
  void aRowThatSomebodyChangedIsDifferentFieldByField() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.change(shop.loader.refs(Key.of(7L)).get(0), Map.of("name", "Eve"));
      Drift drift = found(shop).get(0);
      assertThat(drift.kind()).isEqualTo(DriftKind.DIFFERENT);
      assertThat(drift.fields())
          .containsExactly(new FieldDifference("name", "\"name 7\"", "\"Eve\""));
      assertThat(drift).hasToString("different  7  name: \"Eve\" should be \"name 7\"");
    }
  }

  @Test
  void aKeyThatSomebodyChangedIsADifferenceOfItsRow() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.change(shop.loader.refs(Key.of(7L)).get(0), Map.of("id", 700L));
      assertThat(found(shop)).singleElement().hasToString("different  7  id: 700 should be 7");
    }
  }

  @Test
  void aRowThatSomebodyDoubledIsNamedWithBothReferences() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.seed(Key.of(7L), Map.of("id", 7L, "name", "name 7", "city", "Berlin"));
      assertThat(found(shop))
          .singleElement()
          .hasToString("doubled at the destination  7  rows 7, 26");
    }
  }

  @Test
  void rowsThatAreNotOursAreCountedAndNothingElse() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.seed(Key.of(900L), Map.of("id", 900L, "name", "theirs", "city", "Rome"));
      try (Verification verification = shop.engine.verify(deleting(shop))) {
        assertThat(verification.clean()).isTrue();
        assertThat(verification.counts().foreign()).isEqualTo(1);
      }
    }
  }

  @Test
  void whatIsGoneAtTheSourceIsExtraAndWaits() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.source.remove(Key.of(7L));
      assertThat(found(shop))
          .singleElement()
          .hasToString("extra at the destination  7  (waits for the next run)");
      shop.loader.remove(Key.of(7L));
      assertThat(found(shop))
          .singleElement()
          .satisfies(drift -> assertThat(drift.kind()).isEqualTo(DriftKind.STATE));
    }
  }

  @Test
  void whatTheNextRunDealsWithByItselfIsSaidSo() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.rename(3, "Ada");
      shop.with(26, 26);
      assertThat(found(shop))
          .extracting(Drift::kind, Drift::waiting, drift -> drift.key().toString())
          .containsExactlyInAnyOrder(
              tuple(DriftKind.DIFFERENT, true, "3"), tuple(DriftKind.MISSING, true, "26"));
    }
  }

  @Test
  void aRowThatTheStateDoesNotKnowIsRememberedWrongly() {
    try (var shop = new Shop().with(1, 5)) {
      shop.loader.seed(Key.of(4L), Map.of("id", 4L, "name", "name 4", "city", "Berlin"));
      assertThat(found(shop).stream().filter(d -> d.kind() == DriftKind.STATE))
          .singleElement()
          .satisfies(drift -> assertThat(drift.note()).contains("no record state says so"));
      assertThat(found(shop).stream().filter(d -> d.kind() == DriftKind.MISSING)).hasSize(4);
    }
  }

  @Test
  void refusedRecordsAreNotJudged() {
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition strict =
          shop.sync().validate(v -> v.required("name")).deletes(Deletes.byAbsence()).build();
      shop.engine.run(strict);
      shop.source.put(SyncRecord.of(Shop.CUSTOMERS, 3L, null, "Berlin"));
      try (Verification verification = shop.engine.verify(strict)) {
        assertThat(verification.clean()).isTrue();
        assertThat(verification.counts().unjudged()).isEqualTo(1);
        assertThat(verification.counts().compared()).isEqualTo(4);
      }
    }
  }

  @Test
  void itWritesNothingAndTellsTheSourceNothing() {
    try (var shop = new Shop().with(1, 25)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.loader.remove(Key.of(7L));
      shop.rename(3, "Ada");
      var before = shop.engine.state().state("customers");
      int attempts = shop.loader.attempts().size();
      int told = shop.source.acknowledged().size();
      shop.engine.verify(sync).close();
      assertThat(shop.loader.attempts()).hasSize(attempts);
      assertThat(shop.source.acknowledged()).hasSize(told);
      assertThat(shop.engine.state().state("customers")).isEqualTo(before);
      assertThat(shop.engine.state().runs("customers", 10)).hasSize(1);
    }
  }

  @Test
  void itReadsEverythingAlsoWhereRunsGoByACursor() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("version", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("version").ordered().build();
    for (long id = 1; id <= 25; id++) {
      source.add(id, id);
    }
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
      shop.engine.run(sync);
      shop.loader.remove(Key.of(3L));
      try (Verification verification = shop.engine.verify(sync)) {
        assertThat(verification.counts().compared()).isEqualTo(25);
        assertThat(verification.drift(9)).extracting(Drift::key).containsExactly(Key.of(3L));
      }
    }
  }

  @Test
  void aSourceThatFailsProvesNothing() {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      SyncDefinition broken = deleting(shop);
      shop.source.failAfter(1, new PermanentException("the disk is gone"));
      try (Verification verification = shop.engine.verify(broken)) {
        assertThat(verification.failure()).isPresent();
        assertThat(verification.clean()).isFalse();
        assertThat(verification.counts().total()).isZero();
        assertThatThrownBy(() -> shop.engine.repair(broken, verification))
            .isInstanceOf(PermanentException.class)
            .hasMessageContaining("verify it again");
      }
    }
  }

  @Test
  void aDestinationThatIsAwayForAMomentIsAskedAgain() {
    for (boolean goesOn : List.of(true, false)) {
      try (var shop = new Shop().with(1, 35)) {
        shop.engine.run(deleting(shop));
        if (goesOn) {
          shop.loader.walksGoOn();
        }
        shop.loader.remove(Key.of(3L));
        shop.loader.remove(Key.of(33L));
        away(shop, 1);
        away(shop, 4);
        assertThat(found(shop))
            .extracting(Drift::kind, Drift::key)
            .containsExactlyInAnyOrder(
                tuple(DriftKind.MISSING, Key.of(3L)), tuple(DriftKind.MISSING, Key.of(33L)));
        // Opening and one part fail once; what does not go on is read from its start again.
        assertThat(shop.loader.reads()).isEqualTo(goesOn ? 8 : 10);
      }
    }
  }

  @Test
  void aDestinationThatStaysAwayIsNotAskedForEver() {
    try (var shop = new Shop().with(1, 35)) {
      shop.engine.run(deleting(shop));
      for (int i = 1; i <= 1000; i++) {
        away(shop, i);
      }
      assertThatThrownBy(() -> shop.engine.verify(deleting(shop)))
          .isInstanceOf(RetryableException.class)
          .hasMessageContaining("is away");
      assertThat(shop.loader.reads()).isEqualTo(1 + RunSettings.DEFAULT.maxRetries());
    }
  }

  private static void away(Shop shop, int nth) {
    shop.loader.failRead(nth, new RetryableException("the destination is away", null));
  }

  @Test
  void aDestinationThatCannotBeReadBackIsRefused() {
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition sync =
          shop.sync().destination(DestinationSpec.local(() -> new WriteOnly(shop.loader))).build();
      assertThatThrownBy(() -> shop.engine.verify(sync))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("cannot be read back")
          .hasMessageContaining("WriteOnly");
      assertThat(shop.loader.closes()).isEqualTo(1);
      assertThat(shop.source.opened()).isZero();
    }
  }

  @Test
  void secretsAreMaskedInWhatIsFound() throws IOException {
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition sync = shop.sync().secretFields("name").build();
      shop.engine.run(sync);
      shop.loader.change(shop.loader.refs(Key.of(2L)).get(0), Map.of("name", "Eve"));
      Path file = folder.resolve("drift.jsonl");
      try (Verification verification = shop.engine.verify(sync, file)) {
        assertThat(verification.drift(1).get(0).fields())
            .containsExactly(new FieldDifference("name", "***", "***"));
      }
      assertThat(Files.readString(file)).doesNotContain("Eve").doesNotContain("name 2");
    }
  }

  @Test
  void itIsTextAndJsonAndLinesOfJson() throws IOException {
    try (var shop = new Shop().with(1, 25)) {
      shop.engine.run(deleting(shop));
      shop.loader.remove(Key.of(7L));
      shop.loader.change(shop.loader.refs(Key.of(8L)).get(0), Map.of("city", "Rome"));
      Path file = folder.resolve("drift.jsonl");
      try (Verification verification = shop.engine.verify(deleting(shop), file)) {
        assertThat(verification.toString())
            .startsWith(
                "customers: 25 records compared, 1 missing at the destination, 1 different");
        assertThat(verification.toText(1)).endsWith("… and 1 more");
        assertThat(verification.toJson())
            .contains("\"missing\":1")
            .contains("\"different\":1")
            .contains("\"clean\":false");
      }
      assertThat(Files.readAllLines(file))
          .hasSize(2)
          .anyMatch(line -> line.startsWith("{\"drift\":\"missing\",\"key\":[7],"));
    }
  }
}
