package dev.syncline.jdbc.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  private final TestClock clock = TestClock.at(Instant.ofEpochMilli(0x017F22E279B0L));
  private final UuidV7 ids = new UuidV7(clock);

  /** The time of the example in RFC 9562, appendix A.6. */
  @Test
  void itBeginsWithItsTime() {
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.toString()).startsWith("017f22e2-79b0-7");
  }

  @Test
  void thoseOfOneMomentAndOfAClockThatGoesBackAreInOrder() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next().toString());
    }
    clock.advance(Duration.ofHours(-1));
    made.add(ids.next().toString());
    clock.advance(Duration.ofHours(2));
    made.add(ids.next().toString());
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}
