package dev.syncline.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * Ends the request of another thread, be it still waiting for its answer or reading it.
 *
 * <p>Safe for use by several threads.
 */
public final class Cancellation {
  private @Nullable Runnable current;

  /** The request that {@link #cancel} ends from now on. */
  synchronized void of(Runnable cancel) {
    current = cancel;
  }

  /** Ends the request that is under way, if there is one. */
  public void cancel() {
    Runnable running;
    synchronized (this) {
      running = current;
    }
    if (running != null) {
      running.run();
    }
  }
}
