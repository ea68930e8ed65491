package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.config.RequestLimits;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All syncs of an engine that use a connection share its rate and its circuit breaker. */
class LimitsTest {
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final RunSettings SETTINGS =
      Shop.SMALL.maxRetryDelay(Duration.ofSeconds(30)).checkpointRows(10);

  private final TestClock clock = TestClock.create();
  private final ListSource source =
      ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().resumable().build();
  private final RecordingLoader loader = RecordingLoader.upserting();
  private SyncEngine engine = engine(RequestLimits.NONE);
  private boolean away;

  private SyncEngine engine(RequestLimits limits) {
    return SyncEngine.builder()
        .stateStore(InMemoryStateStore.create(clock))
        .clock(clock)
        .waiting(clock::advance)
        .sameThread()
        .connection("crm", new ConnectionSpec("none", ComponentConfig.of(Map.of())).limits(limits))
        .connection("erp", new ConnectionSpec("none", ComponentConfig.of(Map.of())).limits(limits))
        .build();
  }

  private void limited(RequestLimits limits) {
    engine.close();
    engine = engine(limits);
    loader.beforeWrite(
        batch -> {
          if (away) {
            throw new RetryableException("the server is overloaded", null);
          }
        });
  }

  private LimitsTest with(int last) {
    for (long id = 1; id <= last; id++) {
      source.add(id, "name " + id, "Berlin");
    }
    return this;
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private SyncDefinition.Builder sync(String name, String connection) {
    return SyncDefinition.builder(name)
        .source(source)
        .destination(
            () ->
                new DestinationSpec(
                    "local",
                    ComponentConfig.of(Map.of("connection", connection)),
                    Optional.of(() -> loader)))
        .settings(SETTINGS);
  }

  private RunReport run(String name, String connection) {
    return engine.run(sync(name, connection).build());
  }

  @Test
  void theRequestsOfAllSyncsOverAConnectionShareItsRate() {
    limited(RequestLimits.perSecond(1));
    with(100);
    assertThat(run("a", "crm").duration()).isEqualTo(Duration.ofSeconds(9));
    assertThat(run("b", "crm").duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(run("c", "erp").duration()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void aBurstMayComeAtOnce() {
    limited(RequestLimits.perSecond(1).burst(5));
    with(100);
    assertThat(run("a", "crm").duration()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theRequestsOfASourceCountToo() {
    limited(RequestLimits.perSecond(1));
    with(40);
    SyncDefinition sync =
        sync("a", "crm")
            .source(
                () -> {
                  var spec = source.toSpec();
                  return new dev.syncline.api.source.SourceSpec(
                      spec.type(), spec.config().with("connection", "erp"), spec.local());
                })
            .build();
    // Four batches and the end.
    assertThat(engine.run(sync).duration()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aSyncWithoutAConnectionHasLimitsOfItsOwn() {
    limited(RequestLimits.NONE);
    with(100);
    SyncDefinition sync =
        SyncDefinition.builder("a")
            .source(source)
            .destination(loader)
            .settings(SETTINGS)
            .limits(RequestLimits.perSecond(2).burst(1))
            .build();
    assertThat(engine.run(sync).duration()).isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void anOpenCircuitPausesTheRunAndTheNextOneGoesOn() {
    limited(RequestLimits.NONE.breaker(3, PAUSE));
    with(50);
    loader.beforeWrite(
        batch -> {
          if (away && loader.writes() >= 2) {
            throw new RetryableException("the server is overloaded", null);
          }
        });
    away = true;
    Instant start = clock.instant();
    RunReport paused = run("a", "crm");
    assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(paused.ledger().inserted()).isEqualTo(20);
    assertThat(paused.ledger().deferred()).isEqualTo(10);
    assertThat(paused.ledger().balanced()).isTrue();
    assertThat(paused.pause().orElseThrow().reason())
        .isEqualTo(
            "connection 'crm' failed 3 times in a row, the last time with: the server is"
                + " overloaded");
    Instant resumeAt = paused.pause().orElseThrow().resumeAt().orElseThrow();
    assertThat(resumeAt).isBetween(start.plus(PAUSE), start.plus(PAUSE).plusSeconds(1));

    RunReport tooEarly = run("a", "crm");
    assertThat(tooEarly.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(tooEarly.pause().orElseThrow().resumeAt()).contains(resumeAt);
    assertThat(loader.attempts()).hasSize(20);

    away = false;
    clock.advance(PAUSE);
    RunReport next = run("a", "crm");
    assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(next.ledger().fetched()).isEqualTo(30);
    assertThat(loader.rows()).hasSize(50);
  }

  @Test
  void anOpenCircuitHoldsTheOtherSyncsOverTheConnectionAndNoOthers() {
    limited(RequestLimits.NONE.breaker(3, PAUSE));
    with(50);
    away = true;
    assertThat(run("a", "crm").status()).isEqualTo(RunStatus.PAUSED);
    away = false;
    assertThat(run("b", "crm").status()).isEqualTo(RunStatus.PAUSED);
    assertThat(run("c", "erp").status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aShortPauseOfTheCircuitIsWaitedOut() {
    limited(RequestLimits.NONE.breaker(2, Duration.ofSeconds(20)));
    with(50);
    away = true;
    loader.beforeWrite(
        batch -> {
          if (clock.instant().isBefore(Instant.parse("2025-01-01T00:00:20Z"))) {
            throw new RetryableException("restarting", null);
          }
        });
    RunReport report = run("a", "crm");
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.duration()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
  }

  @Test
  void retriesThatRunOutOnAnOpenCircuitPauseTheRunToo() {
    limited(RequestLimits.NONE.breaker(2, Duration.ofSeconds(20)));
    with(50);
    away = true;
    RunReport report = run("a", "crm");
    assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(report.ledger().deferred()).isEqualTo(10);
    assertThat(report.failure()).isEmpty();
  }

  @Test
  void aSourceWhoseCircuitIsOpenPausesTheRun() {
    limited(RequestLimits.NONE.breaker(1, PAUSE));
    with(50);
    source.failAfter(2, new RetryableException("the source is away", null));
    SyncDefinition sync =
        sync("a", "crm")
            .source(
                () -> {
                  var spec = source.toSpec();
                  return new dev.syncline.api.source.SourceSpec(
                      spec.type(), spec.config().with("connection", "erp"), spec.local());
                })
            .build();
    RunReport paused = engine.run(sync);
    assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(paused.pause().orElseThrow().reason()).contains("'erp'").contains("is away");
    assertThat(paused.ledger().inserted()).isEqualTo(20);
    clock.advance(PAUSE);
    assertThat(engine.run(sync).ledger().fetched()).isEqualTo(30);
    assertThat(loader.rows()).hasSize(50);
  }

  @Test
  void aSingleRecordThatIsPutOffOpensNoCircuit() {
    limited(RequestLimits.NONE.breaker(2, PAUSE));
    with(50);
    loader.retry(write -> write.key().values().contains(7L), 100, Optional.empty());
    RunReport report = run("a", "crm");
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
    assertThat(report.ledger().rejected()).isEqualTo(1);
    assertThat(report.ledger().inserted()).isEqualTo(49);
  }
}
