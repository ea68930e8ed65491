package dev.syncline.core.pipeline;

import java.util.Optional;

/**
 * Moves batches from reading through transforming to loading, in order. At most a fixed number of
 * batches waits between two of them: the slowest sets the pace.
 */
interface Conveyor {

  /**
   * Runs a line until its source ends or a part of it throws; rethrows what was thrown first. Once
   * every batch went through, another line may be run.
   *
   * @return whether every batch went through; false if the calling thread was interrupted
   */
  boolean run(Line line);

  /** To be called while transforming: returns when all earlier batches are loaded and committed. */
  void settle();

  /** The largest number of batches that waited. */
  int peak();

  /** The three parts of the work. */
  interface Line {

    /** Reads the next batch; empty at the end. */
    Optional<WorkBatch> fetch();

    /** Deals with a batch up to where it can be sent. */
    void transform(WorkBatch batch);

    /** Sends a batch and books it. */
    void load(WorkBatch batch);

    /** Is called by the loading part when it has nothing to do, and between batches. */
    void pulse();

    /**
     * Is called again and again when the run has stopped but the reading part is still at work:
     * nobody waits for what it reads.
     */
    void abandon();

    /** Commits everything that was loaded. */
    void commit();
  }
}
