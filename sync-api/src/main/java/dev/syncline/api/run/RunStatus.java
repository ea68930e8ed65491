package dev.syncline.api.run;

/** How a run stands or ended. */
public enum RunStatus {
  /** Under way. */
  RUNNING,
  /** Everything done. */
  SUCCEEDED,
  /** Everything done, but some records were rejected or deletes were withheld. */
  SUCCEEDED_WITH_REJECTS,
  /**
   * Stopped by a deadline or by a destination or source that is to be left alone for a while; a
   * success that the next run resumes.
   */
  PAUSED,
  /** Stopped by request, at a checkpoint. */
  CANCELLED,
  /** Stopped by an error; everything up to the last checkpoint is accounted for. */
  FAILED;

  /** Whether the run is over. */
  public boolean finished() {
    return this != RUNNING;
  }

  /** Whether nothing went wrong that stopped the run. */
  public boolean success() {
    return this == SUCCEEDED || this == SUCCEEDED_WITH_REJECTS || this == PAUSED;
  }
}
