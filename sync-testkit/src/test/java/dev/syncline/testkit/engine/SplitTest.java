package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.WriteFault;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that fails as a whole is split until the bad record is alone. */
class SplitTest {
  private static final int ROWS = 100;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 50, 51, 64, 99, 100})
  void oneBadRowCostsNoNeighbourAndFewCalls(long bad) {
    int calls = callsFor(Set.of(bad));
    // The whole batch, and two halves on every level: 2·⌈log2(100)⌉ + 1.
    assertThat(calls).isLessThanOrEqualTo(15);
  }

  @Test
  void severalBadRowsCostNoNeighboursEither() {
    assertThat(callsFor(Set.of(3L, 4L, 77L))).isLessThanOrEqualTo(3 * 14 + 1);
    assertThat(callsFor(Set.of())).isEqualTo(1);
  }

  @Test
  void fewRecordsThatABrokenDestinationRefusesAreNotToBlame() {
    try (var shop = new Shop().with(1, 3)) {
      shop.loader.breakDown("the table is gone");
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).contains("not ready: the table is gone");
      assertThat(shop.letters()).isEmpty();
      shop.loader.heal();
      assertThat(shop.run().ledger().inserted()).isEqualTo(3);
    }
  }

  /** How many calls it takes to write all but the bad rows of one batch. */
  private static int callsFor(Set<Long> bad) {
    try (var shop = shop()) {
      var calls = new AtomicInteger();
      shop.loader.beforeWrite(
          batch -> {
            calls.incrementAndGet();
            if (keys(batch).stream().anyMatch(bad::contains)) {
              throw new IllegalStateException("a value that breaks the whole batch");
            }
          });
      RunReport report =
          shop.engine.run(shop.sync().settings(RunSettings.DEFAULT.batchRows(ROWS)).build());
      assertThat(report.ledger().inserted()).isEqualTo(ROWS - bad.size());
      assertThat(report.ledger().rejected()).isEqualTo(bad.size());
      for (long id = 1; id <= ROWS; id++) {
        assertThat(shop.loader.row(Key.of(id)).isPresent()).isEqualTo(!bad.contains(id));
      }
      assertThat(shop.letters()).hasSize(bad.size());
      return calls.get();
    }
  }

  /** Half of a batch arrived; whoever sends it again without looking doubles it. */
  @Test
  void aBatchThatMayHaveArrivedIsLookedUpBeforeItIsSplit() {
    var loader =
        RecordingLoader.builder()
            .looksUp(java.time.Duration.ZERO)
            .requestDeadline(java.time.Duration.ZERO)
            .build();
    try (var shop = shop()) {
      loader
          .failWrite(1, WriteFault.HALF_APPLIED, new IllegalStateException("broken in the middle"))
          .failWrite(2, WriteFault.HALF_APPLIED, new IllegalStateException("and again"));
      RunReport report =
          shop.engine.run(
              shop.sync()
                  .destination(loader)
                  .accept(Risk.EPHEMERAL_STATE)
                  .settings(RunSettings.DEFAULT.batchRows(ROWS))
                  .build());
      assertThat(report.ledger().inserted()).isEqualTo(ROWS);
      assertThat(loader.rows()).hasSize(ROWS);
      assertThat(loader.duplicates()).isEmpty();
    }
  }

  private static Shop shop() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    return Shop.simulated(source).with(1, ROWS);
  }

  private static List<Object> keys(ChangeBatch batch) {
    return java.util.stream.IntStream.range(0, batch.size())
        .mapToObj(row -> batch.key(row).values().get(0))
        .toList();
  }
}
