package dev.syncline.core.plan;

import dev.syncline.api.run.RunReport;
import java.util.List;
import java.util.Objects;

/**
 * What became of a plan.
 *
 * @param report the report of the run that carried it out
 * @param skipped the changes that were skipped, because source or state are not what the plan saw:
 *     the first 1000
 * @param skippedCount how many were skipped
 * @param notPlanned how many changes the run met that the plan does not hold; they are left to the
 *     next run
 */
public record AppliedPlan(
    RunReport report, List<PlannedChange> skipped, long skippedCount, long notPlanned) {

  /** How many of the skipped changes are listed. */
  public static final int LISTED = 1000;

  /** Copies the list. */
  public AppliedPlan {
    Objects.requireNonNull(report, "report");
    skipped = List.copyOf(skipped);
  }

  /** Whether all of the plan was as it said, and nothing else was met. */
  public boolean exact() {
    return skippedCount == 0 && notPlanned == 0;
  }

  /** A few lines that a person can read. */
  @Override
  public String toString() {
    var text = new StringBuilder(report.toString());
    if (skippedCount > 0) {
      text.append("\n  ").append(skippedCount).append(" planned changes skipped:");
      skipped.stream().limit(10).forEach(change -> text.append("\n    ").append(change));
    }
    if (notPlanned > 0) {
      text.append("\n  ").append(notPlanned).append(" changes that were not planned wait");
    }
    return text.toString();
  }
}
