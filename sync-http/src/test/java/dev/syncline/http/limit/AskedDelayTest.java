package dev.syncline.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ways in which servers ask to wait. */
class AskedDelayTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static HttpHeaders headers(String... pairs) {
    var map = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], List.of(pairs[i + 1]));
    }
    return HttpHeaders.of(map, (name, value) -> true);
  }

  private static Optional<Duration> of(String... pairs) {
    return AskedDelay.of(headers(pairs), NOW);
  }

  @Test
  void secondsAndDates() {
    assertThat(of("Retry-After", "120")).contains(Duration.ofMinutes(2));
    assertThat(of("Retry-After", " 1.5 ")).contains(Duration.ofMillis(1500));
    assertThat(of("Retry-After", "Wed, 01 Jan 2025 00:00:30 GMT")).contains(Duration.ofSeconds(30));
    assertThat(of("Retry-After", "Tue, 31 Dec 2024 00:00:30 GMT")).contains(Duration.ZERO);
    assertThat(of("Retry-After", "soon")).isEmpty();
    assertThat(of("Retry-After", "-5")).isEmpty();
    assertThat(of()).isEmpty();
  }

  @Test
  void aDateIsTakenByTheServersOwnClock() {
    assertThat(
            of(
                "Retry-After", "Wed, 01 Jan 2025 05:00:30 GMT",
                "Date", "Wed, 01 Jan 2025 05:00:00 GMT"))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void resetsInSecondsAndAsPointsInTime() {
    assertThat(of("X-RateLimit-Reset", "45")).contains(Duration.ofSeconds(45));
    long epoch = NOW.getEpochSecond() + 45;
    assertThat(of("X-RateLimit-Reset", String.valueOf(epoch))).contains(Duration.ofSeconds(45));
    assertThat(of("RateLimit-Reset", String.valueOf(epoch * 1000)))
        .contains(Duration.ofSeconds(45));
    assertThat(of("Retry-After", "1", "X-RateLimit-Reset", "45")).contains(Duration.ofSeconds(1));
  }

  @Test
  void anAbsurdDelayIsCut() {
    assertThat(of("Retry-After", "99999999")).contains(Duration.ofDays(40));
    assertThat(of("X-RateLimit-Reset", "1e300")).contains(Duration.ofDays(40));
  }

  @Test
  void noneLeftMeansWaitingBeforeTheNextRequest() {
    assertThat(
            AskedDelay.whenUsedUp(
                headers("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "9"), NOW))
        .contains(Duration.ofSeconds(9));
    assertThat(
            AskedDelay.whenUsedUp(
                headers("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", "9"), NOW))
        .isEmpty();
  }
}
