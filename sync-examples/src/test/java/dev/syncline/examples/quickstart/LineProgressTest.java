package dev.syncline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.run.SyncEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final MovableClock clock = new MovableClock();
  private final LineProgress progress =
      new LineProgress(new PrintStream(printed, true, UTF_8), Map.of("regions", 4387L), clock);

  @Test
  void printsAtMostOneLineASecond() {
    progress.on(new SyncEvent.RunStarted("regions", "run", true, 0));
    for (int tenth = 1; tenth <= 25; tenth++) {
      clock.now = Instant.ofEpochMilli(tenth * 100L);
      progress.on(new SyncEvent.Progressed("regions", "run", read(tenth * 100L)));
    }

    assertThat(printed.toString(UTF_8).lines())
        .containsExactly(
            "regions: reading 4,387 records",
            "regions: 1,000 read, 1,000 written",
            "regions: 2,000 read, 2,000 written");
  }

  private static Ledger read(long records) {
    return Ledger.intake(records, 0, 0).with(Outcome.INSERTED, records);
  }

  private static final class MovableClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
