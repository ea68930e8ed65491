package dev.syncline.testkit.simulation;

import dev.syncline.api.run.WithheldDeletes;
import java.util.Optional;
import java.util.Set;

/**
 * What the delete guard must have done in a run.
 *
 * @param which the sync
 * @param complete whether the run succeeded with a complete scan
 * @param open whether a record that waits for an earlier version of itself may have held the end of
 *     the scan open
 * @param sure keys that are certainly gone at the source and held by the destination
 * @param maybe these, and keys of which nobody can be sure
 * @param most how many deletes the guard lets pass
 * @param approval what a person approved
 * @param approvalSure whether that is certainly not used up
 * @param empty whether the scan saw nothing, for certain
 * @param perhapsEmpty whether it may have seen nothing
 * @param newKeyless whether records without a key are new, for certain
 * @param perhapsKeyless whether there are records without a key
 * @param report what the run says that it withheld
 */
record Absence(
    Which which,
    boolean complete,
    boolean open,
    Set<Long> sure,
    Set<Long> maybe,
    int most,
    Optional<WithheldDeletes> approval,
    boolean approvalSure,
    boolean empty,
    boolean perhapsEmpty,
    boolean newKeyless,
    boolean perhapsKeyless,
    Optional<WithheldDeletes> report) {

  Absence {
    if (complete) {
      boolean must =
          !sure.isEmpty()
              && !covered(approval, sure.size())
              && (empty || sure.size() > most || newKeyless);
      boolean may =
          !maybe.isEmpty()
              && !(approvalSure && covered(approval, maybe.size()))
              && (perhapsEmpty || maybe.size() > most || perhapsKeyless);
      if (must && !open && report.isEmpty()) {
        throw new Violation(
            which + ": " + sure + " are gone and should have been withheld, at most " + most);
      }
      if (!may && report.isPresent()) {
        throw new Violation(which + ": nothing should have been withheld, but " + report.get());
      }
    }
  }

  private static boolean covered(Optional<WithheldDeletes> approval, int count) {
    return approval.isPresent() && count <= approval.get().count();
  }

  boolean withheld() {
    return report.isPresent();
  }

  /** Whether any record may have been deleted. */
  boolean mayGo() {
    return complete && report.isEmpty();
  }

  /** Whether the scan certainly came to its end. */
  boolean closed() {
    return complete && !open;
  }

  /** Whether every record that is gone must have been deleted. */
  boolean mustGo() {
    return mayGo() && !open;
  }

  /** Whatever happens, no run deletes more than the guard or a person allows. */
  void requireBound(long deletes) {
    long bound = Math.max(most, approval.map(WithheldDeletes::count).orElse(0L));
    if (deletes > bound) {
      throw new Violation(
          which + ": " + deletes + " records were deleted, at most " + bound + " are allowed");
    }
  }
}
