package dev.syncline.core.verify;

import java.util.Map;

/**
 * What a verification met.
 *
 * @param compared records of the source that the destination should hold
 * @param unjudged records of the source of which nobody can say what the destination should hold:
 *     rejected, filtered, parked, or not to be held by the destination at all
 * @param foreign rows of the destination that are not ours, as far as rows were read; they are
 *     counted and nothing else
 * @param rowsRead rows of the destination that were read
 * @param ranges key ranges that were compared by their digests; 0 if every row was read
 * @param rangesRead those whose rows had to be read
 * @param drift how many disagreements there are of each kind
 * @param waiting how many of them the next run deals with by itself
 */
public record Counts(
    long compared,
    long unjudged,
    long foreign,
    long rowsRead,
    int ranges,
    int rangesRead,
    Map<DriftKind, Long> drift,
    long waiting) {

  /** Copies the map. */
  public Counts {
    drift = Map.copyOf(drift);
  }

  /** How many disagreements there are of a kind. */
  public long of(DriftKind kind) {
    return drift.getOrDefault(kind, 0L);
  }

  /** How many disagreements there are. */
  public long total() {
    return drift.values().stream().mapToLong(Long::longValue).sum();
  }
}
