package dev.syncline.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.RequestLimits.Breaker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final CircuitBreaker breaker = new CircuitBreaker(new Breaker(3, PAUSE), () -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed("timed out");
    }
  }

  @Test
  void opensAfterFailuresInARow() {
    fail(2);
    assertThat(breaker.ask()).isZero();
    breaker.answered();
    fail(2);
    assertThat(breaker.ask()).isZero();
    fail(1);
    assertThat(breaker.ask()).isEqualTo(PAUSE);
    assertThat(breaker.openFor()).isEqualTo(PAUSE);
    assertThat(breaker.reason())
        .isEqualTo("failed 3 times in a row, the last time with: timed out");
  }

  @Test
  void letsOneTryAfterThePause() {
    fail(3);
    now = now.plus(PAUSE).minusMillis(1);
    assertThat(breaker.ask()).isEqualTo(Duration.ofMillis(1));
    now = now.plusMillis(1);
    assertThat(breaker.ask()).isZero();
    assertThat(breaker.ask()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void closesWhenTheTryWorks() {
    fail(3);
    now = now.plus(PAUSE);
    breaker.ask();
    breaker.answered();
    assertThat(breaker.ask()).isZero();
    assertThat(breaker.openFor()).isZero();
    fail(2);
    assertThat(breaker.ask()).isZero();
  }

  @Test
  void opensAgainWhenTheTryFails() {
    fail(3);
    now = now.plus(PAUSE);
    breaker.ask();
    fail(1);
    assertThat(breaker.ask()).isEqualTo(PAUSE);
  }

  @Test
  void aTryThatIsNeverHeardOfAgainIsReplaced() {
    fail(3);
    now = now.plus(PAUSE);
    assertThat(breaker.ask()).isZero();
    now = now.plus(PAUSE);
    assertThat(breaker.ask()).isZero();
  }

  @Test
  void aLateFailureOfOthersDoesNotProlongThePauseOfThoseWhoAsk() {
    fail(3);
    now = now.plusSeconds(10);
    assertThat(breaker.ask()).isEqualTo(Duration.ofSeconds(20));
  }
}
