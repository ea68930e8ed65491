package dev.syncline.core.definition;

import java.time.Duration;

/**
 * How a run goes about its work. The defaults fit most syncs.
 *
 * @param batchRows the largest number of records in a batch
 * @param batchBytes the largest estimated size of a batch in memory
 * @param queueCapacity how many batches may wait between two steps
 * @param checkpointRows after how many records a checkpoint is due
 * @param checkpointEvery after how long a checkpoint is due
 * @param leaseTtl how long the right to run lasts without renewal
 * @param maxRetries how often one request is tried again
 * @param retryDelay the first wait before trying again; it doubles
 * @param maxRetryDelay the longest wait before trying again
 */
public record RunSettings(
    int batchRows,
    long batchBytes,
    int queueCapacity,
    int checkpointRows,
    Duration checkpointEvery,
    Duration leaseTtl,
    int maxRetries,
    Duration retryDelay,
    Duration maxRetryDelay) {
  /** The defaults. */
  public static final RunSettings DEFAULT =
      new RunSettings(
          1000,
          8L << 20,
          4,
          20_000,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          5,
          Duration.ofMillis(200),
          Duration.ofSeconds(30));

  /** Refuses values out of range. */
  public RunSettings {
    Bounds.atLeast("settings.batchRows", batchRows, 1);
    Bounds.atLeast("settings.batchBytes", batchBytes, 1);
    Bounds.atLeast("settings.queueCapacity", queueCapacity, 1);
    Bounds.atLeast("settings.checkpointRows", checkpointRows, 1);
    Bounds.positive("settings.checkpointEvery", checkpointEvery);
    Bounds.positive("settings.leaseTtl", leaseTtl);
    Bounds.atLeast("settings.maxRetries", maxRetries, 0);
    Bounds.positive("settings.retryDelay", retryDelay);
    if (maxRetryDelay.compareTo(retryDelay) < 0) {
      throw Refusal.at(
          "settings.maxRetryDelay",
          "'maxRetryDelay' must not be shorter than 'retryDelay': "
              + maxRetryDelay
              + " against "
              + retryDelay);
    }
  }

  /** With another largest number of records in a batch. */
  public RunSettings batchRows(int rows) {
    return new RunSettings(
        rows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With another largest size of a batch. */
  public RunSettings batchBytes(long bytes) {
    return new RunSettings(
        batchRows,
        bytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With longer or shorter queues. */
  public RunSettings queueCapacity(int batches) {
    return new RunSettings(
        batchRows,
        batchBytes,
        batches,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With checkpoints after another number of records. */
  public RunSettings checkpointRows(int rows) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        rows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With checkpoints after another time. */
  public RunSettings checkpointEvery(Duration interval) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        interval,
        leaseTtl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With a longer or shorter lease. */
  public RunSettings leaseTtl(Duration ttl) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        ttl,
        maxRetries,
        retryDelay,
        maxRetryDelay);
  }

  /** With another number of retries; 0 for none. */
  public RunSettings maxRetries(int retries) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        retries,
        retryDelay,
        maxRetryDelay);
  }

  /** With another first wait. */
  public RunSettings retryDelay(Duration delay) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        delay,
        maxRetryDelay);
  }

  /** With another longest wait. */
  public RunSettings maxRetryDelay(Duration delay) {
    return new RunSettings(
        batchRows,
        batchBytes,
        queueCapacity,
        checkpointRows,
        checkpointEvery,
        leaseTtl,
        maxRetries,
        retryDelay,
        delay);
  }
}
