package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run to stop at the next safe place: because somebody asked for it, because its deadline
 * has passed, or because a system is to be left alone. The first reason is the one that counts.
 *
 * <p>Safe for use by several threads.
 */
public final class RunControl {
  private final InstantSource clock;
  private volatile @Nullable Stop stop;
  private volatile @Nullable Instant deadline;

  /** Control of a run that nobody asked to stop. */
  public RunControl(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks for a stop; the run commits what it has and ends as CANCELLED. */
  public void cancel() {
    stop(RunStatus.CANCELLED, Optional.empty());
  }

  /** Asks for a stop; the run commits what it has and ends as PAUSED. */
  void pause(RunPause why) {
    stop(RunStatus.PAUSED, Optional.of(why));
  }

  /** Asks for a pause at this time. */
  void endAt(Instant time) {
    deadline = time;
  }

  private synchronized void stop(RunStatus status, Optional<RunPause> pause) {
    if (stop == null) {
      stop = new Stop(status, pause, clock.instant());
      notifyAll();
    }
  }

  boolean stopped() {
    if (stop == null && endsWithin(Duration.ZERO)) {
      pause(new RunPause("its deadline has passed", Optional.empty()));
    }
    return stop != null;
  }

  /** Whether a stop was asked for, at least so long ago. */
  boolean stoppedFor(Duration time) {
    stopped();
    Stop asked = stop;
    return asked != null && !clock.instant().isBefore(asked.at().plus(time));
  }

  /** Whether the deadline comes before that much time has passed. */
  boolean endsWithin(Duration time) {
    Instant end = deadline;
    return end != null && !clock.instant().plus(time).isBefore(end);
  }

  RunStatus statusOr(RunStatus otherwise) {
    Stop asked = stop;
    return asked == null ? otherwise : asked.status();
  }

  /** Why the run pauses, if it does. */
  Optional<RunPause> pause() {
    Stop asked = stop;
    return asked == null ? Optional.empty() : asked.pause();
  }

  /** Waits in real time, until a stop at the longest. */
  synchronized void awaitStop(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); left > 0 && stop == null; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private record Stop(RunStatus status, Optional<RunPause> pause, Instant at) {}
}
