package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.RunHandle;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.WriteFault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Guarantees 8 and 10: one runner; a clean stop leaves a checkpoint to go on from. */
class StopTest {

  @Test
  void aCancelledRunLeavesItsWorkAndTheNextGoesOn() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().resumable().build();
    try (var shop = new Shop(source).with(1, 200)) {
      source.beforeBatch(
          batch -> {
            if (batch == 5) {
              shop.engine.cancel("customers");
            }
          });
      RunReport cancelled = run(shop);
      source.beforeBatch(batch -> {});
      assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(shop.engine.state().runs("customers", 1)).containsExactly(cancelled);
      assertThat(cancelled.ledger().balanced()).isTrue();
      assertThat(cancelled.ledger().inserted()).isBetween(50L, 60L);
      assertThat(shop.loader.rows()).hasSize((int) cancelled.ledger().inserted());

      RunReport next = run(shop);
      assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
      // The scan goes on where it stopped: what it saw before counts as seen.
      assertThat(next.ledger().fetched()).isEqualTo(200 - cancelled.ledger().inserted());
      assertThat(next.ledger().absent()).isZero();
      assertThat(shop.loader.rows()).hasSize(200);
    }
  }

  @Test
  void closeStopsARunAtACheckpoint() throws InterruptedException {
    var shop = new Shop().with(1, 200);
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    shop.source.beforeBatch(
        batch -> {
          if (batch == 4) {
            reached.countDown();
            await(goOn);
          }
        });
    RunHandle handle = shop.engine.start(shop.sync().build());
    reached.await();
    var closing = new Thread(shop::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closing.join();
    assertThat(handle.await().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(handle.await().ledger().inserted()).isEqualTo(shop.loader.rows().size());
  }

  @Test
  void aStopWhileWaitingToTryAgainDefersWhatIsOpen() throws InterruptedException {
    try (var shop = new Shop().with(1, 25)) {
      var waiting = new CountDownLatch(1);
      for (int nth = 2; nth < 30; nth++) {
        shop.loader.failWrite(
            nth,
            WriteFault.BEFORE_APPLYING,
            new RetryableException("away", Duration.ofHours(1), null));
      }
      shop.loader.beforeWrite(
          batch -> {
            if (shop.loader.writes() >= 1) {
              waiting.countDown();
            }
          });
      RunHandle handle = shop.engine.start(shop.sync().build());
      waiting.await();
      handle.cancel();
      RunReport report = handle.await();
      assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(report.ledger().balanced()).isTrue();
      shop.loader.heal();
      shop.run();
      assertThat(shop.loader.rows()).hasSize(25);
      assertThat(shop.loader.duplicates()).isEmpty();
    }
  }

  @Test
  void aSyncThatSomebodyElseRunsIsRefused() {
    try (var shop = new Shop().with(1, 5)) {
      shop.store.acquire(LeaseRequest.of("customers", "somebody else", Duration.ofMinutes(1)));
      assertThatThrownBy(shop::run)
          .isInstanceOf(StateConflictException.class)
          .hasMessageContaining("'customers' is being run by somebody else");
      shop.clock.advance(Duration.ofMinutes(2));
      assertThat(shop.run().ledger().inserted()).isEqualTo(5);
    }
  }

  @Test
  void aRunWhoseLeaseWasTakenOverCommitsNothingMore() {
    // In one thread: no other renews the lease between its end and the successor.
    try (var shop = Shop.simulated().with(1, 200)) {
      shop.source.beforeBatch(
          batch -> {
            if (batch == 8) {
              shop.clock.advance(Duration.ofHours(1));
              shop.store.acquire(LeaseRequest.of("customers", "successor", Duration.ofMinutes(1)));
            }
          });
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(shop.engine.state().state("customers").records()).isLessThanOrEqualTo(80);
    }
  }

  @Test
  void aLoaderThatCannotRepeatAWriteIsRefusedBeforeAnythingIsSent() {
    try (var shop = new Shop().with(1, 5)) {
      var blind = RecordingLoader.builder().build();
      RunReport report = shop.engine.run(shop.sync().destination(blind).build());
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).contains("without doubling it");
      assertThat(blind.rows()).isEmpty();
    }
  }

  @Test
  void syncsThatAreEachOthersParentsAreRefused() {
    try (var shop = new Shop()) {
      var a = shop.sync().map(m -> m.fields("id")).parent("x", "b", "name").build();
      var b =
          dev.syncline.core.definition.SyncDefinition.builder("b")
              .source(shop.source)
              .destination(shop.loader)
              .map(m -> m.fields("id"))
              .parent("y", "customers", "name")
              .build();
      assertThatThrownBy(() -> shop.engine.runAll(java.util.List.of(a, b)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("each other's parents");
    }
  }

  private static RunReport run(Shop shop) {
    return shop.engine.run(
        shop.sync()
            .deletes(Deletes.byAbsence())
            .settings(RunSettings.DEFAULT.batchRows(10))
            .build());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
