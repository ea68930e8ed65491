package dev.syncline.api.run;

/**
 * What a run cost, beside the counts of its ledger.
 *
 * @param retries writes that were sent again
 * @param bytesRead bytes read from the source
 * @param requests statements or HTTP requests sent to the source and batches sent to the
 *     destination
 * @param peakQueue the largest number of batches that waited between two stages
 */
public record RunMetrics(long retries, long bytesRead, long requests, int peakQueue) {

  /** Nothing yet. */
  public static final RunMetrics NONE = new RunMetrics(0, 0, 0, 0);
}
