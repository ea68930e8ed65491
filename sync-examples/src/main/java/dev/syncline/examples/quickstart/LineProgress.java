package dev.syncline.examples.quickstart;

import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Progress for a log file: plain lines, at most one a second while a sync is under way. */
final class LineProgress implements SyncListener {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintStream out;
  private final Map<String, Long> sizes;
  private final Clock clock;
  private Instant quietUntil;

  LineProgress(PrintStream out, Map<String, Long> sizes, Clock clock) {
    this.out = out;
    this.sizes = sizes;
    this.clock = clock;
    this.quietUntil = clock.instant();
  }

  @Override
  public synchronized void on(SyncEvent event) {
    if (event instanceof SyncEvent.RunStarted started) {
      out.printf(
          Locale.ROOT,
          "%s: reading %,d records%n",
          started.sync(),
          sizes.getOrDefault(started.sync(), started.known()));
      quietUntil = clock.instant().plus(PAUSE);
    } else if (event instanceof SyncEvent.Progressed progressed) {
      Instant now = clock.instant();
      if (!now.isBefore(quietUntil)) {
        out.printf(
            Locale.ROOT,
            "%s: %,d read, %,d written%n",
            progressed.sync(),
            progressed.soFar().fetched(),
            progressed.soFar().written());
        quietUntil = now.plus(PAUSE);
      }
    }
  }
}
