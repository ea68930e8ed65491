package dev.syncline.core;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.pipeline.RunControl;
import java.util.concurrent.CompletableFuture;

/** A run that is under way in another thread. Safe for use by several threads. */
public final class RunHandle {
  private final RunControl control;
  private final CompletableFuture<RunReport> report;

  RunHandle(RunControl control, CompletableFuture<RunReport> report) {
    this.control = control;
    this.report = report;
  }

  /** Asks the run to stop at the next safe place; it commits what it has. Returns at once. */
  public void cancel() {
    control.cancel();
  }

  /** Waits for the end of the run. */
  public RunReport await() {
    return report.join();
  }

  /** The report, when it is there. */
  public CompletableFuture<RunReport> report() {
    return report.copy();
  }
}
