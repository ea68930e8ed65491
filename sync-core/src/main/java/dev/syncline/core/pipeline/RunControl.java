package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunStatus;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a run to stop at the next safe place. Safe for use by several threads. */
public final class RunControl {
  private final AtomicReference<@Nullable RunStatus> stop = new AtomicReference<>();
  private @Nullable Thread waiting;

  /** Asks for a stop; the run commits what it has and ends as CANCELLED. */
  public void cancel() {
    stop.compareAndSet(null, RunStatus.CANCELLED);
    synchronized (this) {
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  boolean stopped() {
    return stop.get() != null;
  }

  RunStatus statusOr(RunStatus otherwise) {
    RunStatus status = stop.get();
    return status == null ? otherwise : status;
  }

  /** The calling thread begins to wait for a retry; a stop wakes it. */
  synchronized void startWaiting() {
    waiting = Thread.currentThread();
    if (stopped()) {
      waiting.interrupt();
    }
  }

  /** The calling thread goes on; a wake-up that came too late is forgotten. */
  synchronized void endWaiting() {
    waiting = null;
    if (Thread.interrupted() && !stopped()) {
      Thread.currentThread().interrupt();
    }
  }
}
