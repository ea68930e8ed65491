package dev.syncline.core.pipeline;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call into a driver that another thread may cancel while it is under way, and only then: a
 * cancel that came late could meet the next call.
 */
final class BlockedCall {
  private final Optional<Runnable> cancel;
  private boolean underWay;
  private boolean cancelled;

  BlockedCall(Optional<Runnable> cancel) {
    this.cancel = cancel;
  }

  <T> T make(Supplier<T> call) {
    underWay(true);
    try {
      return call.get();
    } finally {
      underWay(false);
    }
  }

  private synchronized void underWay(boolean now) {
    underWay = now;
  }

  synchronized void cancel() {
    if (underWay && cancel.isPresent()) {
      cancelled = true;
      cancel.get().run();
    }
  }

  /** Whether a call was cancelled; what it threw is no error then. */
  synchronized boolean cancelled() {
    return cancelled;
  }
}
