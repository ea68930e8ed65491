package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.CursorRefusedException;
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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source does not take the cursor any more. */
class LostCursorTest {
  private static final Schema CUSTOMERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("changed", LogicalType.TIMESTAMP));
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Delta DELTA = Delta.timestamp().overlap(Duration.ZERO);

  private final ListSource source =
      ListSource.builder(CUSTOMERS).key("id").cursor("changed").ordered().snapshot().build();
  private int changes;

  private void put(long id, String name) {
    source.put(SyncRecord.of(CUSTOMERS, id, name, START.plusSeconds(++changes)));
  }

  private Shop shop(boolean sameThread) {
    for (long id = 1; id <= 50; id++) {
      put(id, "name " + id);
    }
    return new Shop(source, sameThread);
  }

  private static SyncDefinition sync(Shop shop, Delta delta) {
    return shop.sync().delta(delta).deletes(Deletes.byAbsence()).build();
  }

  private static CursorRefusedException refusal() {
    return new CursorRefusedException("the log begins after the cursor");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everythingIsReadOnceAndTheReportSaysSo(boolean sameThread) {
    try (var shop = shop(sameThread)) {
      shop.engine.run(sync(shop, DELTA));
      put(7, "Ada");
      source.remove(Key.of(8L));
      source.failAfter(0, refusal());

      RunReport report = shop.engine.run(sync(shop, DELTA));

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().fetched()).isEqualTo(49);
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().deleted()).isEqualTo(1);
      assertThat(report.notices())
          .contains(
              "the source does not take the cursor any more: the log begins after the cursor");
      assertThat(shop.engine.run(sync(shop, DELTA)).ledger().fetched()).isLessThan(3);
    }
  }

  @Test
  void whatWasReadBeforeTheRefusalCounts() {
    try (var shop = shop(false)) {
      shop.engine.run(sync(shop, DELTA));
      for (long id = 1; id <= 40; id++) {
        put(id, "renamed " + id);
      }
      source.failAfter(2, refusal());

      RunReport report = shop.engine.run(sync(shop, DELTA));

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().updated()).isEqualTo(40);
      assertThat(report.ledger().fetched()).isEqualTo(20 + 50);
      assertThat(report.ledger().unchanged() + report.ledger().superseded()).isEqualTo(30);
      assertThat(report.ledger().rejected()).isZero();
    }
  }

  @Test
  void aRunThatMayNotReadEverythingFails() {
    try (var shop = shop(false)) {
      var strict = DELTA.fullScanFallback(false);
      shop.engine.run(sync(shop, strict));
      put(7, "Ada");
      source.failAfter(0, refusal());

      RunReport report = shop.engine.run(sync(shop, strict));

      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message())
          .isEqualTo("the log begins after the cursor");
      assertThat(report.ledger().fetched()).isZero();
    }
  }

  @Test
  void aFullScanThatBreaksOffIsDueAgain() {
    try (var shop = shop(false)) {
      shop.engine.run(sync(shop, DELTA));
      put(7, "Ada");
      source.failAfter(0, refusal());
      source.failAfter(2, new IllegalStateException("away"));
      assertThat(shop.engine.run(sync(shop, DELTA)).status()).isEqualTo(RunStatus.FAILED);

      RunReport report = shop.engine.run(sync(shop, DELTA));

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().fetched()).isEqualTo(50);
    }
  }

  @Test
  void aRefusalInAFullScanIsNoReasonForAnother() {
    try (var shop = shop(false)) {
      source.failAfter(1, refusal());

      assertThat(shop.engine.run(sync(shop, DELTA)).status()).isEqualTo(RunStatus.FAILED);
    }
  }
}
