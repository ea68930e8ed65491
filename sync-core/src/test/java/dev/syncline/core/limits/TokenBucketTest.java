package dev.syncline.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.RequestLimits.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final TokenBucket bucket = new TokenBucket(new Rate(2, 3), () -> now);

  @Test
  void aBurstComesAtOnceAndTheRestAtTheRate() {
    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.take()).isEqualTo(Duration.ofMillis(1000));
  }

  @Test
  void tokensComeBackWithTimeUpToTheBurst() {
    for (int i = 0; i < 3; i++) {
      bucket.take();
    }
    now = now.plusMillis(500);
    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isPositive();
    now = now.plusSeconds(3600);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isZero();
    }
    assertThat(bucket.take()).isPositive();
  }

  @Test
  void whoWaitedAsToldKeepsTheRate() {
    Instant start = now;
    for (int i = 0; i < 103; i++) {
      now = now.plus(bucket.take());
    }
    assertThat(Duration.between(start, now)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void moreRequestsThanTokensAreOwedAndUnusedTokensGivenBack() {
    bucket.take();
    bucket.charge(4);
    assertThat(bucket.take()).isEqualTo(Duration.ofMillis(1500));
    bucket.charge(-100);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isZero();
    }
    assertThat(bucket.take()).isPositive();
  }

  @Test
  void aClockSetBackNeitherBringsNorTakesTokens() {
    for (int i = 0; i < 3; i++) {
      bucket.take();
    }
    now = now.minusSeconds(3600);
    assertThat(bucket.take()).isEqualTo(Duration.ofMillis(500));
    now = now.plusMillis(500);
    assertThat(bucket.take()).isEqualTo(Duration.ofMillis(500));
  }
}
