package dev.syncline.core;

import dev.syncline.core.pipeline.RunControl;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that are under way in an engine, until it is closed.
 *
 * <p>Safe for use by several threads.
 */
final class ActiveRuns {
  private final InstantSource clock;
  private final Map<RunControl, String> active = new LinkedHashMap<>();
  private boolean ended;

  ActiveRuns(InstantSource clock) {
    this.clock = clock;
  }

  RunControl begin(String sync) {
    return tryBegin(sync).orElseThrow(ActiveRuns::closed);
  }

  static IllegalStateException closed() {
    return new IllegalStateException("the engine is closed");
  }

  /** Empty if the engine is closed. */
  synchronized Optional<RunControl> tryBegin(String sync) {
    if (ended) {
      return Optional.empty();
    }
    var control = new RunControl(clock);
    active.put(control, sync);
    return Optional.of(control);
  }

  synchronized void end(RunControl control) {
    active.remove(control);
    notifyAll();
  }

  synchronized boolean cancel(String sync) {
    boolean found = false;
    for (var run : active.entrySet()) {
      if (run.getValue().equals(sync)) {
        run.getKey().cancel();
        found = true;
      }
    }
    return found;
  }

  /** Lets no run begin any more, asks all to stop and waits for them. */
  synchronized void close() {
    ended = true;
    active.keySet().forEach(RunControl::cancel);
    boolean interrupted = false;
    while (!active.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
