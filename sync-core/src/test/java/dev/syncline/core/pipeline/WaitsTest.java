package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitsTest {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);

  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final RunControl control = new RunControl(() -> now);
  private final List<Duration> waited = new ArrayList<>();

  private Waits simulated(Runnable meanwhile) {
    return new Waits(
        control,
        () -> now,
        Optional.of(
            time -> {
              waited.add(time);
              now = now.plus(time);
            }),
        LEASE,
        meanwhile);
  }

  @Test
  void aLongWaitLooksAfterTheLeaseManyTimes() {
    var looks = new ArrayList<Instant>();
    assertThat(simulated(() -> looks.add(now)).pass(Duration.ofMinutes(5), "why")).isTrue();
    assertThat(waited.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(looks).hasSize(waited.size());
    assertThat(waited).allMatch(time -> time.multipliedBy(3).compareTo(LEASE) < 0);
  }

  @Test
  void aStopEndsAWaitInRealTimeAtOnce() throws InterruptedException {
    var waits = new Waits(control, () -> now, Optional.empty(), DAY.multipliedBy(6), () -> {});
    var passed = new ArrayList<Boolean>();
    var waiting = new Thread(() -> passed.add(waits.pass(DAY, "why")));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    control.cancel();
    waiting.join();
    assertThat(passed).containsExactly(false);
    assertThat(waiting.isInterrupted()).isFalse();
  }

  @Test
  void anInterruptEndsAWaitAndTheRunAndIsRemembered() {
    var waits = new Waits(control, () -> now, Optional.empty(), LEASE, () -> {});
    Thread.currentThread().interrupt();
    assertThat(waits.pass(DAY, "why")).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(control.stopped()).isTrue();
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() {
    control.endAt(now.plus(Duration.ofMinutes(5)));
    assertThat(simulated(() -> {}).pass(Duration.ofMinutes(6), "the destination is away"))
        .isFalse();
    assertThat(waited).isEmpty();
    assertThat(control.pause().orElseThrow().reason()).contains("the destination is away");
    assertThat(control.pause().orElseThrow().resumeAt()).contains(now.plus(Duration.ofMinutes(6)));
  }

  @Test
  void theFirstReasonToStopCounts() {
    control.cancel();
    control.endAt(now);
    assertThat(control.stopped()).isTrue();
    assertThat(control.pause()).isEmpty();
  }
}
