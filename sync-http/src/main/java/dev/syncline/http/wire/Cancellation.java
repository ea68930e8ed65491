package dev.syncline.http.wire;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the requests of other threads, be they still waiting for their answer or reading it.
 *
 * <p>Safe for use by several threads.
 */
public final class Cancellation {
  private final Set<Cancellation> parts = new HashSet<>();
  private @Nullable Runnable current;

  /** The request that {@link #cancel} ends from now on. */
  synchronized void of(Runnable cancel) {
    current = cancel;
  }

  /** For another thread that sends requests at the same time. */
  public synchronized Cancellation part() {
    var part = new Cancellation();
    parts.add(part);
    return part;
  }

  /** That thread has ended. */
  public synchronized void ended(Cancellation part) {
    parts.remove(part);
  }

  /** Ends the requests that are under way. */
  public void cancel() {
    Runnable running;
    Set<Cancellation> others;
    synchronized (this) {
      running = current;
      others = Set.copyOf(parts);
    }
    if (running != null) {
      running.run();
    }
    others.forEach(Cancellation::cancel);
  }
}
