package dev.syncline.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a request may be sent. */
class ThrottleTest {
  private final TestClock clock = TestClock.at(Instant.parse("2025-01-30T22:59:58.700Z"));

  private Throttle throttle(Map<String, Object> settings) {
    return new Throttle(ThrottleSettings.of(Optional.of(ComponentConfig.of(settings))), clock);
  }

  private static int sent(Throttle throttle) {
    int sent = 0;
    while (sent < 1_000 && throttle.enter().now()) {
      throttle.leave();
      sent++;
    }
    return sent;
  }

  @Test
  void aRateLetsABurstThroughAndThenOneAfterTheOther() {
    var throttle = throttle(Map.of("requestsPerSecond", 4, "burst", 2));
    assertThat(sent(throttle)).isEqualTo(2);
    assertThat(throttle.enter().delay()).isEqualTo(Duration.ofMillis(250));
    clock.advance(Duration.ofMillis(250));
    assertThat(sent(throttle)).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(sent(throttle)).isEqualTo(2);
  }

  @Test
  void aWindowFollowsTheSecondsOfTheClock() {
    var throttle = throttle(Map.of("perClockSecond", 3));
    assertThat(sent(throttle)).isEqualTo(3);
    assertThat(throttle.enter().delay()).isEqualTo(Duration.ofMillis(300));
    clock.advance(Duration.ofMillis(299));
    assertThat(sent(throttle)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(sent(throttle)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(-5));
    assertThat(sent(throttle)).as("a clock that is set back opens no window").isZero();
  }

  @Test
  void aQuotaOfTheDayEndsAtMidnightInItsZone() {
    var throttle = throttle(Map.of("perDay", 2, "zone", "Europe/Berlin"));
    assertThat(sent(throttle)).isEqualTo(2);
    Turn turn = throttle.enter();
    assertThat(turn.reason()).isEqualTo("the quota of 2 requests a day is used up");
    assertThat(clock.instant().plus(turn.delay())).isEqualTo("2025-01-30T23:00:00Z");
    clock.advance(turn.delay());
    assertThat(sent(throttle)).isEqualTo(2);
    assertThat(clock.instant().plus(throttle.enter().delay())).isEqualTo("2025-01-31T23:00:00Z");
  }

  @Test
  void aQuotaOfTheMonthEndsWithIt() {
    var throttle = throttle(Map.of("perMonth", 1, "perDay", 10));
    assertThat(sent(throttle)).isEqualTo(1);
    assertThat(clock.instant().plus(throttle.enter().delay())).isEqualTo("2025-02-01T00:00:00Z");
  }

  @Test
  void onlySoManyAreUnderWayAtOnce() {
    var throttle = throttle(Map.of("concurrent", 2));
    assertThat(throttle.enter().now()).isTrue();
    assertThat(throttle.enter().now()).isTrue();
    assertThat(throttle.enter().now()).isFalse();
    throttle.leave();
    assertThat(throttle.enter().now()).isTrue();
  }

  @Test
  void whoIsRefusedAPlaceUsesNothingUp() {
    var throttle = throttle(Map.of("concurrent", 1, "perDay", 2));
    throttle.enter();
    for (int i = 0; i < 10; i++) {
      assertThat(throttle.enter().now()).isFalse();
    }
    throttle.leave();
    assertThat(throttle.enter().now()).isTrue();
  }

  @Test
  void whatTheOtherSideAsksForHoldsForAll() {
    var throttle = throttle(Map.of());
    throttle.block(Duration.ofSeconds(30), "too many");
    throttle.block(Duration.ofSeconds(3), "fewer");
    assertThat(throttle.enter()).isEqualTo(new Turn(Duration.ofSeconds(30), "too many"));
    clock.advance(Duration.ofSeconds(30));
    assertThat(throttle.enter().now()).isTrue();
  }

  @Test
  void aRefusalThatNamesNoTimeIsWaitedOutByAll() {
    var throttle = throttle(Map.of("penalty", "30s"));
    assertThat(throttle.refused(Optional.empty(), "too many")).contains(Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(10));
    assertThat(throttle.refused(Optional.empty(), "sent before"))
        .as("one that was under way says nothing new")
        .contains(Duration.ofSeconds(20));
    assertThat(throttle.enter()).isEqualTo(new Turn(Duration.ofSeconds(20), "too many"));
    clock.advance(Duration.ofSeconds(20));
    assertThat(throttle.refused(Optional.of(Duration.ofSeconds(3)), "said"))
        .contains(Duration.ofSeconds(3));
    assertThat(throttle(Map.of()).refused(Optional.empty(), "x")).isEmpty();
  }

  @Test
  void aPenaltyMakesCarefulForAnHour() {
    var throttle = throttle(Map.of("penalty", "30s", "requestsPerSecond", 4, "burst", 1));
    throttle.refused(Optional.empty(), "too many");
    clock.advance(Duration.ofSeconds(30));
    assertThat(sent(throttle)).isEqualTo(1);
    assertThat(throttle.enter().delay()).isEqualTo(Duration.ofMillis(500));
    clock.advance(Duration.ofHours(1));
    assertThat(sent(throttle)).isEqualTo(1);
    assertThat(throttle.enter().delay()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void refusalsThatGoOnMeanThatTheMonthIsUsedUp() {
    var throttle = throttle(Map.of("penalty", "30s", "refusals", 3));
    for (int i = 0; i < 2; i++) {
      throttle.refused(Optional.empty(), "too many");
      clock.advance(Duration.ofSeconds(30));
    }
    throttle.accepted();
    for (int i = 0; i < 2; i++) {
      assertThat(throttle.refused(Optional.empty(), "too many")).contains(Duration.ofSeconds(30));
      clock.advance(Duration.ofSeconds(30));
    }
    Duration wait = throttle.refused(Optional.empty(), "too many").orElseThrow();
    assertThat(clock.instant().plus(wait)).isEqualTo("2025-02-01T00:00:00Z");
    assertThat(throttle.enter().reason()).contains("refused 3 times in a row");
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> throttle(Map.of("requestsPerSecond", 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'requestsPerSecond' must be more than 0");
    assertThatThrownBy(() -> throttle(Map.of("perDay", 1, "zone", "Berlin")))
        .hasMessageContaining("'Berlin' is no time zone");
    assertThatThrownBy(() -> throttle(Map.of("perHour", 1))).hasMessageContaining("'perHour'");
  }
}
