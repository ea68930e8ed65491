package dev.syncline.api.run;

import java.util.List;
import java.util.Objects;

/**
 * Deletes that the delete guard held back. A person approves them by sync and scan; the next
 * complete scan then carries out at most this many.
 *
 * @param scan the number of the scan that found the candidates
 * @param count how many records would have been deleted
 * @param reason why not
 * @param sample some of their keys
 */
public record WithheldDeletes(long scan, long count, String reason, List<String> sample) {

  /** Copies the sample. */
  public WithheldDeletes {
    Objects.requireNonNull(reason, "reason");
    sample = List.copyOf(sample);
  }
}
