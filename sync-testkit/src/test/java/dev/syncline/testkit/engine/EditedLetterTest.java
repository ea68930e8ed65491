package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import org.junit.jupiter.api.Test;

/** An edited dead letter takes the place of its record, until the source has another one. */
class EditedLetterTest {

  /** Customers 1 to 30, of whom number 3 has a name that no rule accepts. */
  private static Shop shop() {
    var shop = new Shop().with(1, 30);
    shop.rename(3, "?");
    shop.engine.run(sync(shop));
    assertThat(shop.letters()).hasSize(1);
    return shop;
  }

  private static SyncDefinition sync(Shop shop) {
    return shop.sync()
        .validate(v -> v.matches("name", "[a-z0-9 ]+"))
        .deletes(Deletes.byAbsence())
        .build();
  }

  private static DeadLetterBox box(Shop shop) {
    return shop.engine.deadLetters("customers");
  }

  private static DeadLetter letter(Shop shop) {
    return shop.letters().get(0);
  }

  private static SyncRecord renamed(Shop shop, String name) {
    return box(shop).record(letter(shop)).with("name", name);
  }

  @Test
  void isWrittenByTheReplay() {
    try (var shop = shop()) {
      RunReport report =
          box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(report.ledger().carried()).isEqualTo(1);
      assertThat(shop.nameOf(3)).contains("repaired");
      assertThat(letter(shop).status()).matches(status -> !status.waiting());
      assertThat(box(shop).groups(1).get(0).open()).isZero();
    }
  }

  @Test
  void isWrittenByTheNextRunToo() {
    try (var shop = shop()) {
      box(shop).edit(sync(shop), letter(shop), renamed(shop, "repaired"));
      assertThat(letter(shop).status().waiting()).isTrue();
      RunReport report = shop.engine.run(sync(shop));
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(report.ledger().unchanged()).isEqualTo(29);
      assertThat(shop.nameOf(3)).contains("repaired");
    }
  }

  @Test
  void countsAsUnchangedAndIsNotDeletedWhileTheSourceHoldsWhatWasEdited() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      for (int i = 0; i < 3; i++) {
        RunReport report = shop.engine.run(sync(shop));
        assertThat(report.ledger().unchanged()).isEqualTo(30);
        assertThat(report.ledger().rejected()).isZero();
        assertThat(report.ledger().absent()).isZero();
      }
      assertThat(shop.nameOf(3)).contains("repaired");
      assertThat(shop.letters()).hasSize(1);
    }
  }

  @Test
  void isNotOverwrittenByTheRecordItReplacesThoughThatIsFineByNow() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      RunReport report = shop.engine.run(shop.sync().deletes(Deletes.byAbsence()).build());
      assertThat(report.ledger().unchanged()).isEqualTo(30);
      assertThat(shop.nameOf(3)).contains("repaired");
    }
  }

  @Test
  void isSupersededByAnotherVersionOfItsRecord() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      shop.rename(3, "repaired at the source");
      RunReport report = shop.engine.run(sync(shop));
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(shop.nameOf(3)).contains("repaired at the source");
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void isSupersededByAnotherVersionThatIsWrong() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      shop.rename(3, "!");
      assertThat(shop.engine.run(sync(shop)).ledger().rejected()).isEqualTo(1);
      assertThat(letter(shop).status()).isEqualTo(LetterStatus.OPEN);
      assertThat(box(shop).record(letter(shop)).get("name")).isEqualTo("!");
      assertThat(shop.nameOf(3)).as("what was written stays").contains("repaired");
    }
  }

  @Test
  void isSupersededByASourceThatWasMendedTheSameWay() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      shop.rename(3, "repaired");
      assertThat(shop.engine.run(sync(shop)).ledger().unchanged()).isEqualTo(30);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void isRejectedAgainIfItIsStillWrong() {
    try (var shop = shop()) {
      RunReport report = box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "???"));
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(letter(shop).attempts()).isEqualTo(2);
      assertThat(letter(shop).message()).contains("'???'");
      assertThat(box(shop).record(letter(shop)).get("name")).isEqualTo("?");
      assertThat(letter(shop).status().waiting()).isTrue();
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "third try"));
      assertThat(shop.nameOf(3)).contains("third try");
    }
  }

  @Test
  void goesWithItsRecord() {
    try (var shop = shop()) {
      box(shop).editAndReplay(sync(shop), letter(shop), renamed(shop, "repaired"));
      shop.source.remove(Key.of(3L));
      assertThat(shop.engine.run(sync(shop)).ledger().deleted()).isEqualTo(1);
      assertThat(shop.nameOf(3)).isEmpty();
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void canGiveARecordAKey() {
    try (var shop = new Shop().with(1, 30)) {
      shop.source.add(null, "keyless", "Berlin");
      shop.engine.run(sync(shop));
      SyncRecord edited = box(shop).record(letter(shop)).with("id", 77L);
      box(shop).editAndReplay(sync(shop), letter(shop), edited);
      assertThat(shop.nameOf(77)).contains("keyless");
      for (int i = 0; i < 3; i++) {
        RunReport report = shop.engine.run(sync(shop));
        assertThat(report.ledger().unchanged()).isEqualTo(31);
        assertThat(report.ledger().rejected()).isZero();
        assertThat(report.ledger().absent()).isZero();
      }
      assertThat(letter(shop).status().waiting()).as("closed: nobody has to look at it").isFalse();

      shop.source.clear();
      shop.with(1, 30);
      RunReport report = shop.engine.run(sync(shop));
      assertThat(report.ledger().deleted()).isEqualTo(1);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void ofARecordWithoutAKeyCanBeEditedOnceMore() {
    try (var shop = new Shop().with(1, 5)) {
      shop.source.add(null, "keyless", "Berlin");
      shop.engine.run(sync(shop));
      SyncRecord edited = box(shop).record(letter(shop)).with("id", 6L);
      box(shop).editAndReplay(sync(shop), letter(shop), edited);
      box(shop).editAndReplay(sync(shop), letter(shop), edited.with("name", "?"));
      assertThat(shop.nameOf(6)).as("refused by the rule").contains("keyless");
      RunReport report =
          box(shop).editAndReplay(sync(shop), letter(shop), edited.with("name", "six"));
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(shop.nameOf(6)).contains("six");
      assertThat(shop.engine.run(sync(shop)).ledger().unchanged()).isEqualTo(6);
    }
  }

  @Test
  void cannotBeGivenTheKeyOfAnotherRecord() {
    try (var shop = new Shop().with(1, 5)) {
      shop.source.add(null, "keyless", "Berlin");
      shop.engine.run(sync(shop));
      SyncRecord taken = box(shop).record(letter(shop)).with("id", 4L);
      assertThatThrownBy(() -> box(shop).edit(sync(shop), letter(shop), taken))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("another record with key");
    }
  }

  @Test
  void doesNotOverwriteARecordThatCameUnderItsNewKeyMeanwhile() {
    try (var shop = new Shop().with(1, 5)) {
      shop.source.add(null, "keyless", "Berlin");
      shop.engine.run(sync(shop));
      SyncRecord edited = box(shop).record(letter(shop)).with("id", 6L);
      box(shop).edit(sync(shop), letter(shop), edited);
      shop.source.clear();
      shop.with(1, 5).source.add(6L, "the real six", "Berlin").endIncomplete();
      shop.engine.run(sync(shop));

      RunReport report = box(shop).replay(sync(shop), LetterSelection.all());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(letter(shop).message()).contains("another record of that key");
      assertThat(shop.nameOf(6)).contains("the real six");
    }
  }

  @Test
  void ofAnOlderVersionIsRefused() {
    try (var shop = shop()) {
      DeadLetter seen = letter(shop);
      SyncRecord edited = renamed(shop, "repaired");
      shop.rename(3, "??");
      shop.engine.run(sync(shop));
      assertThatThrownBy(() -> box(shop).edit(sync(shop), seen, edited))
          .isInstanceOf(StateConflictException.class)
          .hasMessageContaining("newer version");
    }
  }

  @Test
  void keepsKeyFieldsAndTypes() {
    try (var shop = shop()) {
      SyncRecord raw = box(shop).record(letter(shop));
      assertThatThrownBy(() -> box(shop).edit(sync(shop), letter(shop), raw.with("id", 4L)))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("key has to stay");
      assertThatThrownBy(() -> box(shop).edit(sync(shop), letter(shop), raw.with("name", 4L)))
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll("'name'", "STRING");
      var other = SyncRecord.of(Schema.of(Field.of("nam", LogicalType.STRING)), "x");
      assertThatThrownBy(() -> box(shop).edit(sync(shop), letter(shop), other))
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll("'nam'", "name");
    }
  }

  @Test
  void canBeDiscarded() {
    try (var shop = shop()) {
      box(shop).edit(sync(shop), letter(shop), renamed(shop, "repaired"));
      assertThat(box(shop).discard(LetterSelection.all(), "not worth it")).isEqualTo(1);
      assertThat(shop.engine.run(sync(shop)).ledger().rejected()).isEqualTo(1);
      assertThat(shop.nameOf(3)).isEmpty();
    }
  }
}
