package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.error.UnknownDeadLetterException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Dead letters: looked at, replayed, discarded; and never older than what is there. */
class DeadLetterTest {

  /** A shop whose destination refuses the customers from {@code first} to {@code last}. */
  private static Shop refusing(int customers, long first, long last) {
    var shop = new Shop().with(1, customers);
    shop.loader.reject(
        change -> {
          long id = (Long) change.key().values().get(0);
          return id >= first && id <= last;
        },
        "not today");
    return shop;
  }

  private static DeadLetterBox box(Shop shop) {
    return shop.engine.deadLetters("customers");
  }

  private static DeadLetter letterOf(Shop shop, long id) {
    return shop.letters().stream()
        .filter(letter -> letter.key().equals(Optional.of("[" + id + "]")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tenThousandEqualFailuresAreOneLine() {
    try (var shop = new Shop().with(1, 10_000)) {
      shop.source.add(20_000L, null, "Berlin");
      var sync =
          shop.sync()
              .validate(v -> v.required("name").matches("name", "[A-Z].*"))
              .errorBudget(ErrorBudget.unlimited())
              .build();
      shop.engine.run(sync);
      assertThat(box(shop).groups(10))
          .extracting(group -> group.letters() + " " + group.fingerprint())
          .containsExactly(
              "10000 VALIDATE pattern: field 'name' holds '…', which does not match '[A-Z].*'",
              "1 VALIDATE required: field 'name' is null, but a value is required");
      assertThat(box(shop).groups(10).get(0).sample()).contains("holds 'name 1', which");
    }
  }

  @Test
  void areListedPageByPageAndByFingerprint() {
    try (var shop = refusing(30, 1, 25)) {
      shop.source.add(null, "no key", "Berlin");
      shop.run();
      var first = box(shop).list(Optional.empty(), 20);
      var rest = box(shop).list(Optional.of(first.get(19).id()), 20);
      assertThat(first).hasSize(20);
      assertThat(rest).hasSize(6).doesNotContainAnyElementsOf(first);
      String fingerprint = letterOf(shop, 3).fingerprint();
      assertThat(box(shop).list(LetterSelection.fingerprint(fingerprint), Optional.empty(), 100))
          .hasSize(25);
      assertThat(box(shop).get(first.get(3).id())).isEqualTo(first.get(3));
    }
  }

  @Test
  void aReplayWritesWithoutReadingTheSource() {
    try (var shop = refusing(30, 11, 25)) {
      shop.run();
      shop.loader.heal();
      int readings = shop.source.opened();
      RunReport report = box(shop).replay(shop.sync().build(), LetterSelection.all());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().carried()).isEqualTo(15);
      assertThat(report.ledger().fetched()).isZero();
      assertThat(report.ledger().inserted()).isEqualTo(15);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(shop.source.opened()).isEqualTo(readings);
      assertThat(shop.letters()).isEmpty();
      assertThat(shop.loader.rows()).hasSize(30);
      assertThat(shop.engine.state().runs("customers", 10))
          .extracting(RunReport::runId)
          .contains(report.runId());
      assertThat(shop.run().ledger().unchanged()).as("the replay left record states").isEqualTo(30);
    }
  }

  @Test
  void aReplayThatFailsAgainCountsOneMoreAttempt() {
    try (var shop = refusing(30, 7, 9)) {
      shop.run();
      RunReport report = box(shop).replay(shop.sync().build(), LetterSelection.all());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().rejected()).isEqualTo(3);
      assertThat(shop.letters()).hasSize(3).allMatch(letter -> letter.attempts() == 2);
    }
  }

  @Test
  void oneLetterOrOneKindIsReplayedAlone() {
    try (var shop = refusing(30, 7, 9)) {
      shop.source.add(null, "no key", "Berlin");
      shop.run();
      shop.loader.heal();
      SyncDefinition sync = shop.sync().build();
      var one = LetterSelection.one(letterOf(shop, 8).id());
      assertThat(box(shop).replay(sync, one).ledger().inserted()).isEqualTo(1);
      assertThat(shop.loader.rows()).hasSize(28);
      var kind = LetterSelection.fingerprint(letterOf(shop, 7).fingerprint());
      assertThat(box(shop).replay(sync, kind).ledger().carried()).isEqualTo(2);
      assertThat(shop.letters()).singleElement().matches(letter -> letter.key().isEmpty());
    }
  }

  @Test
  void aReplayOfManyLettersIsNotStoppedByTheErrorBudget() {
    try (var shop = refusing(95, 1, 80)) {
      shop.engine.run(shop.sync().errorBudget(ErrorBudget.unlimited()).build());
      var sync = shop.sync().errorBudget(ErrorBudget.ofCount(5)).build();
      RunReport report = box(shop).replay(sync, LetterSelection.all());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().rejected()).isEqualTo(80);
    }
  }

  @Test
  void aRecordWithoutAKeyIsRejectedAgainAndKeptOnce() {
    try (var shop = new Shop().with(1, 3)) {
      shop.source.add(null, "no key", "Berlin");
      shop.run();
      RunReport report = box(shop).replay(shop.sync().build(), LetterSelection.all());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(shop.letters()).singleElement().matches(letter -> letter.attempts() == 2);
    }
  }

  @Test
  void aLetterThatALaterSuccessClosedCannotBeReplayed() {
    try (var shop = refusing(5, 3, 3)) {
      shop.run();
      KeyHash id = letterOf(shop, 3).id();
      shop.loader.heal();
      shop.rename(3, "newer");
      shop.run();
      SyncDefinition sync = shop.sync().build();
      assertThatThrownBy(() -> box(shop).replay(sync, LetterSelection.one(id)))
          .isInstanceOf(UnknownDeadLetterException.class)
          .hasMessageContainingAll("customers", id.toString());
      assertThat(box(shop).replay(sync, LetterSelection.all()).ledger().carried()).isZero();
      assertThat(shop.nameOf(3)).contains("newer");
    }
  }

  @Test
  void aNewerVersionThatWasRejectedTooIsTheOneThatIsReplayed() {
    try (var shop = refusing(5, 3, 3)) {
      shop.run();
      shop.rename(3, "newer");
      shop.run();
      shop.loader.heal();
      assertThat(shop.letters()).singleElement().matches(letter -> letter.attempts() == 1);
      box(shop).replay(shop.sync().build(), LetterSelection.all());
      assertThat(shop.nameOf(3)).contains("newer");
    }
  }

  @Test
  void aLetterOfARecordThatAScanMissedIsClosed() {
    try (var shop = refusing(30, 3, 4)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(3L));
      shop.engine.run(sync);
      shop.loader.heal();
      assertThat(box(shop).replay(sync, LetterSelection.all()).ledger().inserted()).isEqualTo(1);
      assertThat(shop.nameOf(3)).isEmpty();
    }
  }

  @Test
  void aLetterOfARecordThatATombstoneDeletedIsClosed() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").cursor("id").tombstones().build();
    try (var shop = new Shop(source).with(1, 5)) {
      SyncDefinition sync =
          shop.sync()
              .delta(Delta.rowversion().overlap(Duration.ZERO))
              .deletes(Deletes.none())
              .build();
      shop.engine.run(sync);
      shop.with(9, 9);
      shop.loader.reject(change -> true, "full");
      shop.engine.run(sync);
      assertThat(shop.letters()).hasSize(1);
      shop.loader.heal();
      source.add(SyncRecord.of(Shop.CUSTOMERS, Op.DELETE, new Object[] {9L, null, null}));
      shop.engine.run(shop.sync().delta(Delta.hash()).deletes(Deletes.none()).build());
      assertThat(shop.letters()).isEmpty();
      assertThat(box(shop).replay(sync, LetterSelection.all()).ledger().carried()).isZero();
      assertThat(shop.nameOf(9)).isEmpty();
    }
  }

  @Test
  void theSecondCopyOfAKeyNeverOverwritesTheFirst() {
    try (var shop = new Shop().with(1, 5)) {
      shop.source.add(3L, "second copy", "Berlin");
      shop.run();
      assertThat(shop.letters()).hasSize(1);
      RunReport report = box(shop).replay(shop.sync().build(), LetterSelection.all());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.notices()).anyMatch(notice -> notice.contains("held their key twice"));
      assertThat(shop.nameOf(3)).contains("name 3");
      assertThat(shop.letters()).hasSize(1);
    }
  }

  @Test
  void aReplayLeavesNoHoleInAScanThatIsGoneOnWith() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").resumable().build();
    try (var shop = new Shop(source).with(1, 100)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.loader.reject(change -> change.key().equals(Key.of(3L)), "not today");
      source.stopAfter(100);
      source.failAfter(5, new PermanentException("cut"));
      shop.engine.run(sync);
      shop.engine.run(sync);
      shop.loader.heal();
      box(shop).replay(sync, LetterSelection.all());
      shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(100);
      assertThat(shop.engine.run(sync).ledger().deleted()).isZero();
      assertThat(shop.nameOf(3)).isPresent();
    }
  }

  @Test
  void aDiscardedRecordIsNotTriedAndNotCountedAsAnAttempt() {
    try (var shop = refusing(30, 3, 4)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      assertThat(box(shop).discard(LetterSelection.one(letterOf(shop, 3).id()), "test customer"))
          .isEqualTo(1);
      shop.loader.heal();
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(report.ledger().inserted()).isEqualTo(1);
      shop.engine.run(sync);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.attempts()).isEqualTo(1);
                assertThat(letter.status())
                    .isEqualTo(new LetterStatus.Discarded("test customer", shop.clock.instant()));
              });
      assertThat(shop.nameOf(3)).isEmpty();
    }
  }

  @Test
  void aDiscardedRecordThatChangesIsTriedAgain() {
    try (var shop = refusing(5, 3, 3)) {
      shop.run();
      box(shop).discard(LetterSelection.all(), "test customer");
      shop.rename(3, "real customer");
      shop.run();
      assertThat(shop.letters())
          .singleElement()
          .matches(letter -> letter.status().equals(LetterStatus.OPEN) && letter.attempts() == 1);
      shop.loader.heal();
      shop.run();
      assertThat(shop.letters()).isEmpty();
      assertThat(shop.nameOf(3)).contains("real customer");
    }
  }

  @Test
  void aDiscardedLetterIsReplayedOnlyIfItIsNamed() {
    try (var shop = refusing(5, 3, 3)) {
      shop.run();
      SyncDefinition sync = shop.sync().build();
      box(shop).discard(LetterSelection.all(), "test customer");
      assertThat(box(shop).replay(sync, LetterSelection.all()).ledger().carried()).isZero();
      var one = LetterSelection.one(letterOf(shop, 3).id());
      box(shop).replay(sync, one);
      assertThat(shop.letters()).singleElement().matches(l -> l.status() == LetterStatus.OPEN);
      shop.loader.heal();
      assertThat(box(shop).replay(sync, one).ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void aDiscardedRecordWithoutAKeyStaysDiscarded() {
    try (var shop = new Shop().with(1, 3)) {
      shop.source.add(null, "no key", "Berlin");
      shop.run();
      box(shop).discard(LetterSelection.all(), "a test");
      RunReport report = shop.run();
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(shop.letters())
          .singleElement()
          .matches(l -> l.status() instanceof LetterStatus.Discarded && l.attempts() == 1);
    }
  }

  @Test
  void discardedRecordsDoNotUseUpTheErrorBudget() {
    try (var shop = refusing(95, 1, 40)) {
      shop.engine.run(shop.sync().errorBudget(ErrorBudget.unlimited()).build());
      box(shop).discard(LetterSelection.all(), "known");
      RunReport report =
          shop.engine.run(
              shop.sync().errorBudget(ErrorBudget.ofPercent(5).after(0).count(3)).build());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().rejected()).isEqualTo(40);
    }
  }

  @Test
  void wrongRequestsAreRefusedByName() {
    try (var shop = refusing(5, 3, 3)) {
      shop.run();
      SyncDefinition other =
          SyncDefinition.builder("orders").source(shop.source).destination(shop.loader).build();
      var unknown = LetterSelection.one(new KeyHash(1, 2));
      assertThatThrownBy(() -> box(shop).get(new KeyHash(1, 2)))
          .isInstanceOf(UnknownDeadLetterException.class);
      assertThatThrownBy(() -> box(shop).discard(unknown, "gone"))
          .isInstanceOf(UnknownDeadLetterException.class);
      assertThatThrownBy(() -> box(shop).discard(LetterSelection.all(), " "))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("say why");
      assertThatThrownBy(() -> box(shop).replay(other, LetterSelection.all()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll("customers", "orders");
      shop.store.acquire(LeaseRequest.of("customers", "somebody", Duration.ofMinutes(5)));
      for (Runnable decision :
          List.<Runnable>of(
              () -> box(shop).discard(LetterSelection.all(), "x"),
              () -> box(shop).replay(shop.sync().build(), LetterSelection.all()))) {
        assertThatThrownBy(decision::run)
            .isInstanceOf(StateConflictException.class)
            .hasMessageContaining("somebody");
      }
    }
  }
}
