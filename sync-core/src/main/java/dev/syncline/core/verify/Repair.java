package dev.syncline.core.verify;

import dev.syncline.api.run.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What became of a repair.
 *
 * @param report the report of the run that sent the drift; empty if there was nothing to send
 * @param sent how many findings were sent; whether the destination took them, the report says
 * @param skipped findings that do not hold any more, because source or destination have changed
 *     since: the first 1000
 * @param skippedCount how many were skipped
 * @param left findings that a repair does not touch, or that the delete guard withheld, with the
 *     reason in {@link Drift#note}: the first 1000
 * @param leftCount how many were left
 */
public record Repair(
    Optional<RunReport> report,
    long sent,
    List<Drift> skipped,
    long skippedCount,
    List<Drift> left,
    long leftCount) {

  /** How many findings are listed. */
  public static final int LISTED = 1000;

  /** Copies the lists. */
  public Repair {
    skipped = List.copyOf(skipped);
    left = List.copyOf(left);
  }

  /** Whether all that was found was sent, by a run that did not fail. */
  public boolean whole() {
    return skippedCount == 0
        && leftCount == 0
        && report.map(run -> run.status().success()).orElse(true);
  }

  /** A few lines that a person can read. */
  @Override
  public String toString() {
    var text = new StringBuilder().append(sent).append(" sent");
    report.ifPresent(run -> text.append("; ").append(run));
    list(text, "skipped, because they do not hold any more", skippedCount, skipped);
    list(text, "left as they are", leftCount, left);
    return text.toString();
  }

  private static void list(StringBuilder text, String what, long count, List<Drift> some) {
    if (count > 0) {
      text.append("\n  ").append(count).append(' ').append(what).append(':');
      some.stream().limit(10).forEach(drift -> text.append("\n    ").append(drift));
    }
  }
}
