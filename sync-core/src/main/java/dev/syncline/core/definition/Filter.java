package dev.syncline.core.definition;

import java.util.List;
import java.util.Objects;

/**
 * Which records go on, decided by expressions over the source fields after VALIDATE. Those that do
 * not are counted as filtered. They were seen: a record that leaves the filter is not deleted
 * unless that is said.
 *
 * @param keep a record goes on if all of these are true
 * @param drop a record goes on if none of these is true
 * @param onLeave what becomes of a record that was written and does not go on any more
 */
public record Filter(List<String> keep, List<String> drop, OnLeave onLeave) {
  /** Every record goes on. */
  public static final Filter NONE = new Filter(List.of(), List.of(), OnLeave.KEEP);

  /** What becomes of a record that was written and does not go on any more. */
  public enum OnLeave {
    /** The destination keeps it as it is. */
    KEEP,
    /** It is deleted at the end of the run, as far as the delete guard lets it. */
    DELETE
  }

  /** Copies the expressions; refuses those that are not well formed. */
  public Filter {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
    Objects.requireNonNull(onLeave, "onLeave");
    for (int i = 0; i < keep.size(); i++) {
      Written.expression("filter.keep" + at(keep, i), keep.get(i));
    }
    for (int i = 0; i < drop.size(); i++) {
      Written.expression("filter.drop" + at(drop, i), drop.get(i));
    }
  }

  private static String at(List<String> expressions, int index) {
    return expressions.size() == 1 ? "" : "[" + index + "]";
  }

  /** Whether every record goes on. */
  public boolean none() {
    return keep.isEmpty() && drop.isEmpty();
  }
}
