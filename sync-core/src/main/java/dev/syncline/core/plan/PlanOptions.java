package dev.syncline.core.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a plan is made.
 *
 * @param file where the changes go, in a file that stays; empty for a scratch file that goes with
 *     the plan
 * @param readsDestination whether the destination is asked for the earlier values of what would be
 *     changed, where the record states do not keep them
 */
public record PlanOptions(Optional<Path> file, boolean readsDestination) {
  /** A scratch file, and the destination is not asked. */
  public static final PlanOptions DEFAULT = new PlanOptions(Optional.empty(), false);

  /** With the changes in this file, which stays. */
  public PlanOptions to(Path path) {
    return new PlanOptions(Optional.of(path), readsDestination);
  }

  /** With the earlier values as the destination has them. */
  public PlanOptions readingDestination() {
    return new PlanOptions(file, true);
  }
}
