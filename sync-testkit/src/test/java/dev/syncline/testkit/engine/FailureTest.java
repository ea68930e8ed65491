package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.RunHandle;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Whatever fails or stops a run, it ends in its report and gives everything back. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class FailureTest {
  private static final Schema VERSIONED =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("version", LogicalType.INTEGER));

  @Test
  void anInterruptDoesNotMoveTheCursorOverBatchesThatWereNotLoaded() throws Exception {
    var source = ListSource.builder(VERSIONED).key("id").cursor("version").snapshot().build();
    try (var shop = new Shop(source)) {
      for (long id = 1; id <= 30; id++) {
        source.add(id, "name " + id, id);
      }
      var reading = new AtomicReference<Thread>();
      var readToTheEnd = new CountDownLatch(1);
      source.beforeBatch(
          batch -> {
            reading.set(Thread.currentThread());
            if (batch == 3) {
              readToTheEnd.countDown();
            }
          });
      shop.loader.beforeWrite(
          batch -> {
            if (shop.loader.writes() == 0) {
              await(readToTheEnd);
              // The end fits into the queue: once the reading thread rests, the end is known.
              while (reading.get().getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
              }
              Thread.currentThread().interrupt();
            }
          });
      SyncDefinition sync = shop.sync().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
      RunReport first = shop.engine.run(sync);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(first.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(first.ledger().inserted()).isLessThan(30);
      shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(30);
    }
  }

  @Test
  void aFailureWhileDeletesAreConfirmedEndsInTheReportAndGivesTheLeaseBack() {
    var failing = new AtomicBoolean();
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync()
              .source(SourceSpec.local(() -> new Unreadable(shop.source), "id"))
              .deletes(Deletes.byAbsence())
              .build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(3L));
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(shop.store.acquire(LeaseRequest.of("customers", "x", Duration.ofMinutes(1))))
          .isInstanceOf(LeaseAnswer.Granted.class);
    }
  }

  @Test
  void runAllSurvivesAFailureWhileDeletesAreConfirmed() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync()
              .source(SourceSpec.local(() -> new Unreadable(shop.source), "id"))
              .deletes(Deletes.byAbsence())
              .build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(3L));
      assertThat(shop.engine.runAll(List.of(sync)).get(0).status()).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void anErrorOfATransformerEndsInTheReportAndGivesTheLeaseBack() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync()
              .transform(
                  (record, context) -> {
                    throw new NoClassDefFoundError("some/Library");
                  })
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(shop.store.acquire(LeaseRequest.of("customers", "x", Duration.ofMinutes(1))))
          .isInstanceOf(LeaseAnswer.Granted.class);
    }
  }

  @Test
  void aRefusedSecondRunDoesNotHideTheFirstFromClose() throws Exception {
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
    assertThatThrownBy(shop::run).isInstanceOf(StateConflictException.class);
    boolean known = shop.engine.cancel("customers");
    goOn.countDown();
    handle.await();
    shop.close();
    assertThat(known).isTrue();
  }

  @Test
  void aStopWhileTheSourceIsAwayIsACancelNotAFailure() throws Exception {
    try (var shop = new Shop().with(1, 30)) {
      var asked = new CountDownLatch(1);
      SyncDefinition sync =
          shop.sync()
              .source(
                  SourceSpec.local(
                      () ->
                          new Wrapped(shop.source) {
                            @Override
                            public Extraction open(ExtractRequest request) {
                              asked.countDown();
                              throw new RetryableException("away", Duration.ofHours(1), null);
                            }
                          },
                      "id"))
              .build();
      RunHandle handle = shop.engine.start(sync);
      asked.await();
      handle.cancel();
      assertThat(handle.await().status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @Test
  void aLostLeaseOfAWaitingRunDoesNotFailTheRunAtWork() {
    try (var shop = new Shop().with(1, 3)) {
      var orders = new Orders(shop).with(100, 2);
      orders.source.beforeBatch(
          batch -> {
            if (batch == 0) {
              shop.clock.advance(Duration.ofSeconds(59));
              shop.clock.advance(Duration.ofSeconds(2));
              shop.store.acquire(LeaseRequest.of("customers", "other", Duration.ofMinutes(1)));
            }
          });
      List<RunReport> reports =
          shop.engine.runAll(List.of(shop.sync().build(), orders.waiting().build()));
      assertThat(reports)
          .extracting(RunReport::status)
          .containsExactly(RunStatus.FAILED, RunStatus.SUCCEEDED);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
