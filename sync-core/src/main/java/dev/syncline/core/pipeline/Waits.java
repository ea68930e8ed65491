package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunPause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets time pass in a run. A stop ends a wait at once; meanwhile the lease is kept; a wait that
 * would outlast the run's deadline is not begun: the run pauses instead.
 *
 * <p>Belongs to one thread of the run.
 */
final class Waits {
  private static final int LOOKS_PER_LEASE = 6;

  private final RunControl control;
  private final InstantSource clock;
  private final Optional<Consumer<Duration>> simulated;
  private final Duration slice;
  private final Runnable meanwhile;

  /**
   * @param simulated what lets time pass in place of waiting
   * @param leaseTtl how long the lease holds unless it is kept
   * @param meanwhile keeps it
   */
  Waits(
      RunControl control,
      InstantSource clock,
      Optional<Consumer<Duration>> simulated,
      Duration leaseTtl,
      Runnable meanwhile) {
    this.control = control;
    this.clock = clock;
    this.simulated = simulated;
    this.slice = leaseTtl.dividedBy(LOOKS_PER_LEASE).plusNanos(1);
    this.meanwhile = meanwhile;
  }

  /**
   * Waits.
   *
   * @param why what a run says that pauses rather than wait
   * @return whether the time has passed; false if the run is to stop
   */
  boolean pass(Duration time, String why) {
    if (!control.stopped() && control.endsWithin(time)) {
      pause(time, why);
    }
    Duration left = time;
    while (!control.stopped() && left.compareTo(Duration.ZERO) > 0) {
      Duration step = left.compareTo(slice) < 0 ? left : slice;
      sleep(step);
      left = left.minus(step);
      meanwhile.run();
    }
    return !control.stopped();
  }

  /** Ends the run, to go on after so much time. */
  void pause(Duration time, String why) {
    String reason =
        control.endsWithin(time) ? "its deadline comes before the wait is over: " + why : why;
    control.pause(new RunPause(reason, Optional.of(clock.instant().plus(time))));
  }

  private void sleep(Duration time) {
    if (simulated.isPresent()) {
      simulated.get().accept(time);
      return;
    }
    try {
      control.awaitStop(time);
    } catch (InterruptedException e) {
      // Whoever interrupts a run wants its end; the conveyor and the caller see it, too.
      Thread.currentThread().interrupt();
      control.cancel();
    }
  }
}
