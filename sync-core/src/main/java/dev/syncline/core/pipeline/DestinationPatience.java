package dev.syncline.core.pipeline;

import dev.syncline.core.definition.SyncDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The retries of a run, for those who read its destination outside of one. */
public final class DestinationPatience {
  private DestinationPatience() {}

  /**
   * Makes an attempt, and makes it again as a run of this sync would.
   *
   * @param requestDeadline how long a request to the destination may take
   */
  public static Consumer<Runnable> of(
      SyncDefinition sync,
      RunControl control,
      Clock clock,
      Pacing pacing,
      Duration requestDeadline) {
    var settings = sync.settings();
    Duration ttl = RunParts.leaseTtl(settings.leaseTtl(), requestDeadline);
    var waits = new Waits(control, clock, pacing.waiting(), ttl, () -> {});
    return Retries.of(
            settings, control, clock, waits, pacing.split(), pacing.destination(), requestDeadline)
        ::run;
  }
}
