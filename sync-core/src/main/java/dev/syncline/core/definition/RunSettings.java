package dev.syncline.core.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a run goes about its work. The defaults fit most syncs.
 *
 * @param batchRows the largest number of records in a batch
 * @param batchBytes the largest estimated size of a batch in memory
 * @param gatherRows how many records of several batches may go to the destination together; a
 *     loader that takes fewer, or a small heap, makes it less
 * @param queueCapacity how many batches may wait between two steps
 * @param checkpointRows after how many records a checkpoint is due
 * @param checkpointEvery after how long a checkpoint is due
 * @param leaseTtl how long the right to run lasts without renewal
 * @param maxRetries how often one request is tried again
 * @param retryDelay the first wait before trying again; it doubles
 * @param maxRetryDelay the longest wait before trying again, unless the other system asks for a
 *     longer one; also how long an open circuit is waited for before the run pauses
 * @param maxWait the longest wait that another system may ask for, such as a quota that is used up;
 *     a run that would have to wait longer pauses instead
 * @param deadline after how long the run pauses at a checkpoint, for the next run to go on from
 */
public record RunSettings(
    int batchRows,
    long batchBytes,
    int gatherRows,
    int queueCapacity,
    int checkpointRows,
    Duration checkpointEvery,
    Duration leaseTtl,
    int maxRetries,
    Duration retryDelay,
    Duration maxRetryDelay,
    Duration maxWait,
    Optional<Duration> deadline) {
  /** The defaults. */
  public static final RunSettings DEFAULT =
      new RunSettings(
          1000,
          8L << 20,
          10_000,
          2,
          20_000,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          5,
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Optional.empty());

  /** Refuses values out of range. */
  public RunSettings {
    Bounds.atLeast("settings.batchRows", batchRows, 1);
    Bounds.atLeast("settings.batchBytes", batchBytes, 1);
    Bounds.atLeast("settings.gatherRows", gatherRows, 1);
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
    Bounds.positive("settings.maxWait", maxWait);
    deadline.ifPresent(time -> Bounds.positive("settings.deadline", time));
  }

  /** With another largest number of records in a batch. */
  public RunSettings batchRows(int rows) {
    return with(copy -> copy.batchRows = rows);
  }

  /** With another largest size of a batch. */
  public RunSettings batchBytes(long bytes) {
    return with(copy -> copy.batchBytes = bytes);
  }

  /** With more or fewer records that go to the destination together. */
  public RunSettings gatherRows(int rows) {
    return with(copy -> copy.gatherRows = rows);
  }

  /** With longer or shorter queues. */
  public RunSettings queueCapacity(int batches) {
    return with(copy -> copy.queueCapacity = batches);
  }

  /** With checkpoints after another number of records. */
  public RunSettings checkpointRows(int rows) {
    return with(copy -> copy.checkpointRows = rows);
  }

  /** With checkpoints after another time. */
  public RunSettings checkpointEvery(Duration interval) {
    return with(copy -> copy.checkpointEvery = interval);
  }

  /** With a longer or shorter lease. */
  public RunSettings leaseTtl(Duration ttl) {
    return with(copy -> copy.leaseTtl = ttl);
  }

  /** With another number of retries; 0 for none. */
  public RunSettings maxRetries(int retries) {
    return with(copy -> copy.maxRetries = retries);
  }

  /** With another first wait. */
  public RunSettings retryDelay(Duration delay) {
    return with(copy -> copy.retryDelay = delay);
  }

  /** With another longest wait of the engine's own choice. */
  public RunSettings maxRetryDelay(Duration delay) {
    return with(copy -> copy.maxRetryDelay = delay);
  }

  /** With another longest wait of the other systems' choice; beyond it the run pauses. */
  public RunSettings maxWait(Duration time) {
    return with(copy -> copy.maxWait = time);
  }

  /** With an end: a run that takes longer pauses at a checkpoint, and the next one goes on. */
  public RunSettings deadline(Duration time) {
    return with(copy -> copy.deadline = Optional.of(time));
  }

  private RunSettings with(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /** The settings while one of them is being changed. */
  private static final class Copy {
    private int batchRows;
    private long batchBytes;
    private int gatherRows;
    private int queueCapacity;
    private int checkpointRows;
    private Duration checkpointEvery;
    private Duration leaseTtl;
    private int maxRetries;
    private Duration retryDelay;
    private Duration maxRetryDelay;
    private Duration maxWait;
    private Optional<Duration> deadline;

    Copy(RunSettings from) {
      batchRows = from.batchRows;
      batchBytes = from.batchBytes;
      gatherRows = from.gatherRows;
      queueCapacity = from.queueCapacity;
      checkpointRows = from.checkpointRows;
      checkpointEvery = from.checkpointEvery;
      leaseTtl = from.leaseTtl;
      maxRetries = from.maxRetries;
      retryDelay = from.retryDelay;
      maxRetryDelay = from.maxRetryDelay;
      maxWait = from.maxWait;
      deadline = from.deadline;
    }

    RunSettings settings() {
      return new RunSettings(
          batchRows,
          batchBytes,
          gatherRows,
          queueCapacity,
          checkpointRows,
          checkpointEvery,
          leaseTtl,
          maxRetries,
          retryDelay,
          maxRetryDelay,
          maxWait,
          deadline);
    }
  }
}
