package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.transform.Transformed;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.WriteFault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantee 3: nothing is lost, every record has one outcome. */
class LedgerTest {

  @Test
  void everyWayOutIsCounted() {
    try (var shop = new Shop().with(1, 40)) {
      shop.source.add(null, "no key", "Berlin");
      shop.source.add(50L, "", "Berlin");
      SyncDefinition sync =
          shop.sync()
              .normalize(n -> n.emptyToNull("name"))
              .validate(v -> v.required("name").message("a customer needs a name"))
              .transform(
                  (record, context) ->
                      Long.valueOf(7).equals(record.get("id"))
                          ? new Transformed.Filtered("sevens")
                          : new Transformed.Kept(record))
              .build();
      shop.loader.reject(change -> change.key().values().contains(9L), "no nines");
      RunReport report = shop.engine.run(sync);

      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.ledger().fetched()).isEqualTo(42);
      assertThat(report.ledger().filtered()).isEqualTo(1);
      assertThat(report.ledger().rejected()).isEqualTo(3);
      assertThat(report.ledger().inserted()).isEqualTo(38);
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(shop.letters())
          .extracting(letter -> letter.stage() + ": " + letter.message())
          .anyMatch(text -> text.startsWith("IDENTIFY: business key field 'id' is missing"))
          .contains("VALIDATE: a customer needs a name", "INGEST: no nines");
    }
  }

  @Test
  void aRejectedRecordThatIsReadAgainIsCountedAndKeptOnce() {
    try (var shop = new Shop().with(1, 5)) {
      shop.source.add(null, "no key", "Berlin");
      shop.run();
      RunReport second = shop.run();
      assertThat(second.ledger().rejected()).isEqualTo(1);
      assertThat(second.ledger().unchanged()).isEqualTo(5);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(l -> assertThat(l.attempts()).isEqualTo(2));
    }
  }

  @Test
  void aLaterSuccessClosesTheDeadLetter() {
    try (var shop = new Shop().with(1, 5)) {
      shop.loader.reject(change -> change.key().values().contains(3L), "not today");
      shop.run();
      assertThat(shop.letters()).hasSize(1);
      shop.loader.heal();
      assertThat(shop.run().ledger().inserted()).isEqualTo(1);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void aBatchThatFailsAsAWholeIsSplitUntilTheBadRecordsAreAlone() {
    try (var shop = new Shop().with(1, 40)) {
      shop.loader.beforeWrite(
          batch -> {
            for (int i = 0; i < batch.size(); i++) {
              Object id = batch.key(i).values().get(0);
              // Two bad records side by side.
              if (id.equals(13L) || id.equals(14L)) {
                throw new IllegalArgumentException("cannot digest " + id);
              }
            }
          });
      RunReport report = shop.run();
      assertThat(report.ledger().inserted()).isEqualTo(38);
      assertThat(report.ledger().rejected()).isEqualTo(2);
      assertThat(shop.letters()).allMatch(l -> l.message().startsWith("cannot digest 1"));
    }
  }

  @Test
  void aDestinationThatTakesNothingFailsTheRunAndMakesNoDeadLetters() {
    try (var shop = new Shop().with(1, 40)) {
      shop.loader.beforeWrite(
          batch -> {
            throw new PermanentException("the table is gone");
          });
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.INGEST);
      assertThat(report.failure().orElseThrow().message()).contains("the table is gone");
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void whatMayWorkLaterIsTriedAgain() {
    try (var shop = new Shop().with(1, 25)) {
      shop.loader.failWrite(
          1, WriteFault.HALF_APPLIED, new RetryableException("connection lost", null));
      shop.loader.retry(
          change -> change.key().values().contains(15L), 2, Optional.of(Duration.ofMillis(1)));
      RunReport report = shop.run();
      assertThat(report.ledger().inserted()).isEqualTo(25);
      assertThat(report.metrics().retries()).isEqualTo(3);
      assertThat(shop.loader.duplicates()).isEmpty();
    }
  }

  @Test
  void aDestinationThatStaysAwayFailsTheRunAndTheNextGoesOn() {
    try (var shop = new Shop().with(1, 95)) {
      for (int nth = 5; nth < 20; nth++) {
        shop.loader.failWrite(
            nth, WriteFault.BEFORE_APPLYING, new RetryableException("away", null));
      }
      RunReport failed = shop.run();
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(failed.ledger().balanced()).isTrue();
      assertThat(failed.ledger().inserted()).isEqualTo(40);
      shop.loader.heal();
      RunReport next = shop.run();
      // The ten that were on their way were in doubt: they come first, and are then unchanged.
      assertThat(next.ledger().carried()).isEqualTo(10);
      assertThat(next.ledger().unchanged()).isEqualTo(50);
      assertThat(next.ledger().inserted()).isEqualTo(55);
      assertThat(shop.loader.duplicates()).isEmpty();
    }
  }

  @Test
  void theErrorBudgetStopsARunThatIsGoingWrong() {
    try (var shop = new Shop().with(1, 95)) {
      var sync =
          shop.sync()
              .validate(v -> v.oneOf("city", "Paris"))
              .errorBudget(ErrorBudget.ofPercent(10).after(20))
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).contains("error budget");
      assertThat(report.ledger().rejected()).isBetween(20L, 60L);
      assertThat(shop.letters()).hasSize((int) report.ledger().rejected());
    }
  }

  @Test
  void aRecordRemovedAtTheDestinationIsWrittenAgainWhenItChanges() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      shop.loader.remove(Key.of(2L));
      shop.rename(2, "Ada");
      assertThat(shop.run().ledger().inserted()).isEqualTo(1);
      assertThat(shop.nameOf(2)).contains("Ada");
    }
  }
}
