package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.SyncDefinition;
import org.junit.jupiter.api.Test;

/** A run that rejects too much stops, keeps what it has, and deletes nothing. */
class ErrorBudgetTest {

  /** 95 customers at both sides; then number 1 goes and 40 are renamed to what no rule accepts. */
  private static Shop goingWrong() {
    var shop = new Shop().with(1, 95);
    shop.engine.run(sync(shop, ErrorBudget.standard()));
    shop.source.remove(Key.of(1L));
    shop.rename(2, "renamed");
    for (long id = 41; id <= 80; id++) {
      shop.rename(id, "?");
    }
    return shop;
  }

  private static SyncDefinition sync(Shop shop, ErrorBudget budget) {
    return shop.sync()
        .validate(v -> v.matches("name", "[a-z0-9 ]+"))
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .errorBudget(budget)
        .build();
  }

  private static void stopsAndKeepsItsBooks(ErrorBudget budget, long atLeast, long atMost) {
    try (var shop = goingWrong()) {
      RunReport report = shop.engine.run(sync(shop, budget));
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.TRACK);
      assertThat(report.failure().orElseThrow().message())
          .startsWith("the error budget is used up: " + report.ledger().rejected() + " of ");
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.ledger().rejected()).isBetween(atLeast, atMost);
      assertThat(report.ledger().updated()).as("what came before stands").isEqualTo(1);
      assertThat(report.ledger().absent()).as("no deletes after it").isZero();
      assertThat(shop.loader.rows()).hasSize(95);
      assertThat(shop.letters()).hasSize((int) report.ledger().rejected());
      assertThat(shop.engine.state().runs("customers", 1).get(0).ledger())
          .isEqualTo(report.ledger());

      RunReport next = shop.engine.run(sync(shop, ErrorBudget.unlimited()));
      assertThat(next.ledger().updated()).as("it was committed").isZero();
      assertThat(next.ledger().deleted()).isEqualTo(1);
      assertThat(next.ledger().rejected()).isEqualTo(40);
    }
  }

  @Test
  void aShareStopsTheRun() {
    // Records come in batches of ten, of which the first 39 are good.
    stopsAndKeepsItsBooks(ErrorBudget.ofPercent(10).after(20), 5, 19);
  }

  @Test
  void aCountStopsTheRun() {
    stopsAndKeepsItsBooks(ErrorBudget.ofCount(12), 13, 22);
  }

  @Test
  void theFirstOfBothThatIsUsedUpStopsTheRun() {
    stopsAndKeepsItsBooks(ErrorBudget.ofPercent(90).after(0).count(12), 13, 22);
  }

  @Test
  void whatIsWithinTheBudgetDoesNotStopIt() {
    try (var shop = goingWrong()) {
      RunReport report = shop.engine.run(sync(shop, ErrorBudget.ofPercent(50).after(0).count(40)));
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().rejected()).isEqualTo(40);
      assertThat(report.ledger().deleted()).isEqualTo(1);
    }
  }

  @Test
  void aShareDoesNotCountBeforeEnoughRecordsWereRead() {
    try (var shop = goingWrong()) {
      RunReport report = shop.engine.run(sync(shop, ErrorBudget.ofPercent(0).after(95)));
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
    }
  }
}
