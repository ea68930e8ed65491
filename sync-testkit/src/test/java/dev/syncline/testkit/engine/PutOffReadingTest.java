package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Lookup;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that puts a reading off in the middle of a scan which it could not resume. */
class PutOffReadingTest {
  private final Shop shop =
      Shop.simulated(ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().readsByKey().build())
          .with(1, 25);
  private final Queue<Runnable> troubles = new ArrayDeque<>();
  private final Queue<RuntimeException> keyTroubles = new ArrayDeque<>();
  private int opened;

  @AfterEach
  void close() {
    shop.close();
  }

  private RunReport run() {
    var source = SourceSpec.local(PuttingOff::new, "id");
    return shop.engine.run(shop.sync().source(source).build());
  }

  private static Poll.Retry later(Duration... delay) {
    return new Poll.Retry("too many requests", Arrays.stream(delay).findFirst());
  }

  @Test
  void theReadingGoesOnAfterTheDelayThatTheSourceAsksFor() {
    afterTheFirstBatch = later(Duration.ofMinutes(2));
    var start = shop.clock.instant();
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.ledger().inserted()).isEqualTo(25);
    assertThat(shop.clock.instant()).isAfter(start.plusSeconds(119));
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void aReadingThatIsPutOffAgainAndAgainFailsTheRun() {
    putOffs = 1_000;
    afterTheFirstBatch = later();
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message()).contains("too many requests");
  }

  @Test
  void aDelayOfHoursPausesTheRunAndSaysUntilWhen() {
    afterTheFirstBatch = later(Duration.ofHours(9));
    var start = shop.clock.instant();
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(report.pause().orElseThrow().reason()).isEqualTo("too many requests");
    assertThat(report.pause().orElseThrow().resumeAt()).contains(start.plus(Duration.ofHours(9)));
    assertThat(report.ledger().inserted()).isEqualTo(10);
    assertThat(run().ledger().inserted()).isEqualTo(15);
  }

  @Test
  void anExceptionThatAsksForHoursPausesTheRunToo() {
    troubles.add(
        () -> {
          throw new RetryableException("the quota is used up", Duration.ofHours(9), null);
        });
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(report.pause().orElseThrow().reason()).isEqualTo("the quota is used up");
    assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aDestinationThatAsksForHoursPausesTheRunToo() {
    shop.loader.retry(write -> true, 5, Optional.of(Duration.ofHours(9)));
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(report.ledger().deferred()).isPositive();
    assertThat(report.ledger().rejected()).isZero();
    assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(shop.loader.rows()).hasSize(25);
  }

  @Test
  void aLookupThatIsPutOffIsReadAgainAfterTheDelay() {
    afterTheFirstBatch = later(Duration.ofMinutes(2));
    var names = new Lookup.FromSource(SourceSpec.local(PuttingOff::new, "id"), 100);
    var sync =
        shop.sync()
            .map(m -> m.fields("id").lookup("names", names).lookUp("names", "id", "name", "n"));
    var start = shop.clock.instant();
    RunReport report = shop.engine.run(sync.build());
    assertThat(report.failure()).isEmpty();
    assertThat(report.ledger().inserted()).isEqualTo(25);
    assertThat(shop.clock.instant()).isAfter(start.plusSeconds(119));
    assertThat(opened).isEqualTo(2);
  }

  @Test
  void singleRecordsAreAskedForAgain() {
    putOffs = 0;
    var sync =
        shop.sync()
            .source(SourceSpec.local(PuttingOff::new, "id"))
            .deletes(Deletes.byAbsence())
            .build();
    shop.engine.run(sync);
    shop.source.remove(Key.of(3L));
    keyTroubles.add(new RetryableException("503", null));
    RunReport report = shop.engine.run(sync);
    assertThat(keyTroubles).isEmpty();
    assertThat(report.failure()).isEmpty();
    assertThat(report.ledger().deleted()).isEqualTo(1);
  }

  private Poll.Retry afterTheFirstBatch = later();
  private int putOffs = 1;

  private final class PuttingOff extends Wrapped implements ReadsByKey {
    PuttingOff() {
      super(shop.source);
    }

    @Override
    public RecordBatch read(List<Key> keys) {
      if (!keyTroubles.isEmpty()) {
        throw keyTroubles.remove();
      }
      return ((ReadsByKey) shop.source).read(keys);
    }

    @Override
    public Extraction open(ExtractRequest request) {
      opened++;
      return new PutOff(super.open(request));
    }
  }

  private final class PutOff implements Extraction {
    private final Extraction right;
    private int batches;

    PutOff(Extraction right) {
      this.right = right;
    }

    @Override
    public Poll next(Duration maxWait) {
      if (batches == 1) {
        Runnable trouble = troubles.poll();
        if (trouble != null) {
          trouble.run();
        }
        if (putOffs > 0) {
          putOffs--;
          return afterTheFirstBatch;
        }
      }
      batches++;
      return right.next(maxWait);
    }

    @Override
    public void acknowledge(Cursor durable) {
      right.acknowledge(durable);
    }

    @Override
    public ReadMetrics metrics() {
      return right.metrics();
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
