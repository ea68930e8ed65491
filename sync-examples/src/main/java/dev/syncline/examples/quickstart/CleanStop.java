package dev.syncline.examples.quickstart;

import dev.syncline.core.SyncEngine;
import java.io.PrintStream;

/**
 * Ctrl-C and SIGTERM end the run at its next checkpoint: the process lives until the engine is
 * closed.
 */
final class CleanStop implements AutoCloseable {
  private final Thread hook;
  private volatile boolean asked;

  CleanStop(SyncEngine engine, PrintStream messages) {
    this.hook =
        new Thread(
            () -> {
              asked = true;
              messages.println("quickstart: stopping at the next checkpoint");
              engine.close();
            },
            "quickstart-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process was asked to end. */
  boolean asked() {
    return asked;
  }

  /** The run is over: there is nothing left to stop. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook at work.
    }
  }
}
