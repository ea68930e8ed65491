package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A destination that is away when a run begins, is asked again. */
class PrepareTest {
  private final Shop shop = Shop.simulated();
  private final Away loader = new Away(shop.loader);

  @BeforeEach
  void fill() {
    shop.with(1, 5);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private RunReport run() {
    return shop.engine.run(
        shop.sync().destination(() -> DestinationSpec.local(() -> loader)).build());
  }

  @Test
  void isAskedAgainAfterTheDelayThatItAsksFor() {
    loader.failures.add(new RetryableException("starting", Duration.ofMinutes(3), null));
    loader.failures.add(new RetryableException("starting", null));
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.ledger().inserted()).isEqualTo(5);
    assertThat(report.duration()).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
    assertThat(loader.prepared).isEqualTo(3);
  }

  @Test
  void isGivenUpAfterTheRetriesOfTheSync() {
    for (int i = 0; i < 10; i++) {
      loader.failures.add(new RetryableException("away", null));
    }
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message()).isEqualTo("away");
    assertThat(loader.prepared).isEqualTo(1 + Shop.SMALL.maxRetries());
  }

  @Test
  void isNotAskedAgainWhatItRefusesForGood() {
    loader.failures.add(new PermanentException("no such table"));
    assertThat(run().failure().orElseThrow().message()).isEqualTo("no such table");
    assertThat(loader.prepared).isEqualTo(1);
  }

  @Test
  void isAskedAgainWhetherItHoldsWhatWasWritten() {
    run();
    loader.holdFailures.add(new RetryableException("away", null));
    RunReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.ledger().unchanged()).isEqualTo(5);
  }

  /** Fails before it does what it should. */
  private static final class Away extends WriteOnly implements HoldsRecords {
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final Deque<RuntimeException> holdFailures = new ArrayDeque<>();
    private int prepared;

    Away(RecordingLoader there) {
      super(there);
    }

    private static void fail(Deque<RuntimeException> failures) {
      RuntimeException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public Optional<Schema> prepare(Target target) {
      prepared++;
      fail(failures);
      return super.prepare(target);
    }

    @Override
    public BitSet holds(List<DestinationRef> refs) {
      fail(holdFailures);
      return table().holds(refs);
    }
  }
}
