package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.RunHandle;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Guarantee 10: a run that is to stop does so soon, at a checkpoint, and the next goes on there.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class PauseTest {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  @Test
  void aRunPausesAtItsDeadlineAndTheNextGoesOnWhereItWas() {
    try (var shop = Shop.simulated().with(1, 200)) {
      SyncDefinition sync =
          shop.sync().deletes(Deletes.byAbsence()).settings(Shop.SMALL.deadline(DEADLINE)).build();
      shop.source.beforeBatch(batch -> shop.clock.advance(Duration.ofMinutes(1)));
      RunReport paused = shop.engine.run(sync);
      assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
      assertThat(paused.status().success()).isTrue();
      assertThat(paused.pause().orElseThrow().reason()).isEqualTo("its deadline has passed");
      assertThat(paused.pause().orElseThrow().resumeAt()).isEmpty();
      assertThat(paused.ledger().inserted()).isEqualTo(50);
      assertThat(shop.engine.state().runs("customers", 1)).containsExactly(paused);

      long read = 50;
      RunReport last = paused;
      for (int runs = 1; last.status() == RunStatus.PAUSED; runs++) {
        assertThat(runs).isLessThan(6);
        last = shop.engine.run(sync);
        read += last.ledger().fetched();
      }
      assertThat(last.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(read).isEqualTo(200);
      assertThat(last.ledger().absent()).isZero();
      assertThat(shop.loader.rows()).hasSize(200);
    }
  }

  @Test
  void aRunThatIsThroughBeforeItsDeadlineDoesNotPause() {
    try (var shop = Shop.simulated().with(1, 20)) {
      SyncDefinition sync = shop.sync().settings(Shop.SMALL.deadline(DEADLINE)).build();
      shop.source.beforeBatch(batch -> shop.clock.advance(Duration.ofMinutes(1)));
      assertThat(shop.engine.run(sync).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void afterAStopNothingIsSentForLongerThanOneRequestDeadline() throws Exception {
    try (var shop = new Shop(resumable()).with(1, 200)) {
      var queuesAreFull = new CountDownLatch(1);
      shop.source.beforeBatch(
          batch -> {
            if (batch == 5) {
              queuesAreFull.countDown();
            }
          });
      shop.loader.beforeWrite(
          batch -> {
            if (shop.loader.writes() == 0) {
              await(queuesAreFull);
              shop.engine.cancel("customers");
              shop.clock.advance(shop.loader.traits().requestDeadline());
            }
          });
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(shop.loader.writes()).isEqualTo(1);
      assertThat(report.ledger().inserted()).isEqualTo(10);
      assertThat(report.ledger().deferred()).isPositive();
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(shop.run().ledger().fetched()).isEqualTo(190);
      assertThat(shop.loader.rows()).hasSize(200);
    }
  }

  @Test
  void aPollThatBlocksIsCancelledASecondAfterTheStop() {
    try (var shop = new Shop().with(1, 30)) {
      var source = new Blocking(shop.source);
      RunHandle handle = shop.engine.start(over(shop, source).build());
      await(source.blocked);
      spinUntil(() -> shop.loader.rows().size() == 10);
      handle.cancel();
      shop.clock.advance(Duration.ofSeconds(1));
      RunReport report = handle.await();
      assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(source.cancels.get()).isPositive();
      assertThat(report.ledger().inserted()).isEqualTo(10);
      assertThat(report.ledger().balanced()).isTrue();
    }
  }

  @Test
  void aDeadlineEndsAPollThatBlocks() {
    try (var shop = new Shop().with(1, 30)) {
      var source = new Blocking(shop.source);
      RunHandle handle =
          shop.engine.start(over(shop, source).settings(Shop.SMALL.deadline(DEADLINE)).build());
      await(source.blocked);
      shop.clock.advance(DEADLINE);
      // The pause begins when it is noticed, and the poll has a second from then on.
      while (source.cancels.get() == 0) {
        shop.clock.advance(Duration.ofSeconds(1));
        Thread.onSpinWait();
      }
      assertThat(handle.await().status()).isEqualTo(RunStatus.PAUSED);
    }
  }

  @Test
  void aFailedRunDoesNotWaitForAPollThatBlocks() {
    try (var shop = new Shop().with(1, 30)) {
      var source = new Blocking(shop.source);
      RunReport report =
          shop.engine.run(
              over(shop, source)
                  .transform(
                      (record, context) -> {
                        await(source.blocked);
                        throw new NoClassDefFoundError("some/Library");
                      })
                  .build());
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).contains("some/Library");
    }
  }

  @Test
  void closingBetweenTheRunsOfAGroupBeginsNoOther() {
    try (var shop = Shop.simulated().with(1, 5)) {
      var closing = new Thread(shop.engine::close);
      shop.source.beforeBatch(
          batch -> {
            if (closing.getState() == Thread.State.NEW) {
              closing.start();
              spinUntil(() -> closing.getState() == Thread.State.WAITING);
            }
          });
      SyncDefinition other =
          SyncDefinition.builder("others").source(shop.source).destination(shop.loader).build();
      var reports = shop.engine.runAll(java.util.List.of(shop.sync().build(), other));
      assertThat(reports).extracting(RunReport::sync).containsExactly("customers");
      assertThat(reports.get(0).status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  private static ListSource resumable() {
    return ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().resumable().build();
  }

  private static SyncDefinition.Builder over(Shop shop, Blocking source) {
    return shop.sync().source(SourceSpec.local(() -> source, "id"));
  }

  private static void spinUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A source whose second poll blocks until it is cancelled, as a driver does. */
  private static final class Blocking extends Wrapped implements CancelsReading {
    final CountDownLatch blocked = new CountDownLatch(1);
    final AtomicInteger cancels = new AtomicInteger();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final ListSource list;

    Blocking(ListSource list) {
      super(list);
      this.list = list;
    }

    @Override
    public Extraction open(ExtractRequest request) {
      list.beforeBatch(
          batch -> {
            if (batch == 1) {
              blocked.countDown();
              await(cancelled);
              throw new IllegalStateException("the statement was cancelled");
            }
          });
      return super.open(request);
    }

    @Override
    public void cancelReading() {
      cancels.incrementAndGet();
      cancelled.countDown();
    }
  }
}
