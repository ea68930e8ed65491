package dev.syncline.core;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops an engine when the JVM is asked to end, which waits for it. */
final class ShutdownStop {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownStop.class);

  private final Thread hook;

  ShutdownStop(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              LOG.warn("the process is asked to end: stopping at the next checkpoint");
              stop.run();
            },
            "syncline-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** There is nothing left to stop. */
  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook is at work.
    }
  }
}
