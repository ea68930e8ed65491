package dev.syncline.testkit.simulation;

import dev.syncline.core.definition.DeltaStrategy;
import java.time.Duration;

/**
 * The two systems of a history and how they are kept in step.
 *
 * @param destination what the destination promises
 * @param orderedWrites whether a write cannot be carried out after a later one
 * @param settle how long after a write the destination finds it
 * @param delta how changes are found
 * @param children whether a second sync has the first one's records as parents
 * @param overlap how far a scan goes back behind its cursor: how late a commit may be behind its
 *     own time stamp
 * @param snapshot whether a scan sees one state of the source
 * @param resumable whether a scan can be gone on with
 * @param ordered whether incremental readings come in the order of the cursor
 * @param rewinds whether the source can subtract time from a cursor
 * @param readsByKey whether the source can be asked for single records
 * @param batchRows the largest batch read
 * @param maxBatch the largest batch written
 * @param checkpointRows after how many records a checkpoint is due
 * @param mostDeletes how many deletes the guard lets pass
 * @param retries how often a request is tried again
 */
record Setup(
    DestinationKind destination,
    boolean orderedWrites,
    Duration settle,
    DeltaStrategy delta,
    boolean children,
    Duration overlap,
    boolean snapshot,
    boolean resumable,
    boolean ordered,
    boolean rewinds,
    boolean readsByKey,
    int batchRows,
    int maxBatch,
    int checkpointRows,
    int mostDeletes,
    int retries) {
  static final Duration MINUTE = Duration.ofMinutes(1);

  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration RECONCILE = Duration.ofDays(1);

  /** Whether a commit may be late. */
  boolean overlapping() {
    return !overlap.isZero();
  }

  boolean byCursor() {
    return delta == DeltaStrategy.TIMESTAMP;
  }
}
