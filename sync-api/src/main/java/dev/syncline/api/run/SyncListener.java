package dev.syncline.api.run;

/**
 * Is told what a run does.
 *
 * <p><b>Threading.</b> Called by the threads of the run, one at a time for one run; return quickly.
 *
 * <p><b>Errors.</b> An exception is logged and does not disturb the run.
 */
@FunctionalInterface
public interface SyncListener {

  /** Something happened. */
  void on(SyncEvent event);
}
