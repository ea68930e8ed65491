package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.WriteFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What may work later is tried again, in injected time: these tests wait for hours, at once. */
class RetryTest {
  private static final RunSettings PATIENT =
      Shop.SMALL
          .retryDelay(Duration.ofSeconds(1))
          .maxRetryDelay(Duration.ofSeconds(4))
          .leaseTtl(Duration.ofHours(1));

  @Test
  void theDelayThatTheDestinationAsksForIsKeptAlsoBeyondTheCap() {
    try (var shop = Shop.simulated().with(1, 5)) {
      shop.loader.failWrite(1, WriteFault.BEFORE_APPLYING, away(Duration.ofMinutes(10)));
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.duration()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(13));
      assertThat(report.metrics().retries()).isEqualTo(1);
    }
  }

  @Test
  void theDelayOfSingleRecordsIsKeptToo() {
    try (var shop = Shop.simulated().with(1, 5)) {
      shop.loader.retry(write -> true, 5, Optional.of(Duration.ofMinutes(10)));
      RunReport report = shop.run();
      assertThat(report.ledger().inserted()).isEqualTo(5);
      assertThat(report.duration()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(13));
    }
  }

  @Test
  void aWaitLongerThanTheLeaseDoesNotLoseIt() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    var clock = TestClock.create();
    var store = InMemoryStateStore.create(clock);
    var loader = RecordingLoader.upserting();
    var attacks = new ArrayList<LeaseAnswer>();
    var ttl = Duration.ofMinutes(1);
    try (var engine =
        SyncEngine.builder()
            .stateStore(store)
            .clock(clock)
            .sameThread()
            .waiting(
                time -> {
                  clock.advance(time);
                  attacks.add(store.acquire(LeaseRequest.of("customers", "somebody else", ttl)));
                })
            .build()) {
      source.add(1L, "Ada", "Berlin");
      loader.failWrite(1, WriteFault.BEFORE_APPLYING, away(Duration.ofHours(2)));
      RunReport report =
          engine.run(
              SyncDefinition.builder("customers")
                  .source(source)
                  .destination(loader)
                  .settings(RunSettings.DEFAULT.leaseTtl(ttl).maxWait(Duration.ofHours(3)))
                  .build());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.duration()).isGreaterThan(Duration.ofHours(2));
    }
    assertThat(attacks).hasSizeGreaterThan(120).allMatch(LeaseAnswer.Held.class::isInstance);
  }

  @Test
  void theWaitDoublesUpToTheCapAndIsSpread() {
    List<Duration> waits = waits(7);
    assertThat(waits).hasSize(5);
    int[] seconds = {1, 2, 4, 4, 4};
    for (int i = 0; i < seconds.length; i++) {
      assertThat(waits.get(i).toMillis() / 1000.0)
          .isCloseTo(seconds[i], within(0.25 * seconds[i] + 0.001));
    }
    assertThat(waits).doesNotContain(Duration.ofSeconds(1), Duration.ofSeconds(4));
  }

  @Test
  void theSameSeedGivesTheSameWaits() {
    assertThat(waits(7)).isEqualTo(waits(7)).isNotEqualTo(waits(8));
  }

  /** The waits of a run whose destination stays away. */
  private static List<Duration> waits(long seed) {
    var waits = new ArrayList<Duration>();
    var shop =
        new Shop(
            ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build(),
            builder -> builder.sameThread().random(new SplittableRandom(seed)).waiting(waits::add));
    try (shop) {
      shop.with(1, 5);
      for (int nth = 1; nth <= 6; nth++) {
        shop.loader.failWrite(
            nth, WriteFault.BEFORE_APPLYING, new RetryableException("away", null));
      }
      RunReport report = shop.engine.run(shop.sync().settings(PATIENT).build());
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).isEqualTo("away");
      assertThat(shop.loader.writes()).isEqualTo(6);
    }
    return waits;
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegunTheRunPauses() {
    try (var shop = Shop.simulated().with(1, 25)) {
      shop.loader.failWrite(2, WriteFault.BEFORE_APPLYING, away(Duration.ofHours(1)));
      SyncDefinition sync =
          shop.sync().settings(Shop.SMALL.deadline(Duration.ofMinutes(5))).build();
      var start = shop.clock.instant();
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
      assertThat(shop.clock.instant()).isEqualTo(start);
      assertThat(report.pause().orElseThrow().reason()).contains("deadline").contains("away");
      assertThat(report.pause().orElseThrow().resumeAt().orElseThrow())
          .isBetween(start.plus(Duration.ofHours(1)), start.plus(Duration.ofMinutes(75)));
      assertThat(report.ledger().inserted()).isEqualTo(10);
      assertThat(report.ledger().deferred()).isEqualTo(10);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.toString()).contains("paused: its deadline").contains("may go on at");

      RunReport next = shop.engine.run(sync);
      assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(next.pause()).isEmpty();
      assertThat(shop.loader.rows()).hasSize(25);
    }
  }

  @Test
  void aReadingThatBreaksOffGoesOnWhereItWas() {
    try (var shop = Shop.simulated().with(1, 95)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.source.failAfter(3, away(Duration.ofMinutes(2))).failAfter(2, away(Duration.ZERO));
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().fetched()).isEqualTo(95);
      assertThat(shop.source.opened()).isEqualTo(3);
      assertThat(shop.source.open()).isZero();
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(95);
    }
  }

  @Test
  void aReadingThatCannotGoOnInTheMiddleFailsTheRun() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    try (var shop = Shop.simulated(source).with(1, 95)) {
      source.failAfter(3, away(Duration.ZERO));
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message()).contains("broke off").contains("away");
      assertThat(report.ledger().inserted()).isEqualTo(30);
      assertThat(shop.run().status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(shop.loader.rows()).hasSize(95);
    }
  }

  private static RetryableException away(Duration delay) {
    return new RetryableException("away", delay, null);
  }
}
