package dev.syncline.http.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that pages shift while they are read: a record that was on the page before comes again,
 * the records that must come again do not, the total changes, or another number of records came
 * than was said. What is missed then, nobody knows; a scan during which this happened proves no
 * absence.
 */
final class DriftWatch {
  /** Of larger pages, only the last records are compared. */
  private static final int MOST_KEYS = 10_000;

  private final int overlap;
  private final boolean shifts;
  private Set<String> before = Set.of();
  private List<String> tail = List.of();
  private final ArrayDeque<String> current = new ArrayDeque<>();
  private long total;
  private @Nullable String drift;

  /**
   * @param overlap how many records of the page before come again
   * @param shifts whether the pages can shift at all
   * @param total how many records there were said to be; -1 if that is not known yet
   */
  DriftWatch(int overlap, boolean shifts, long total) {
    this.overlap = overlap;
    this.shifts = shifts;
    this.total = total;
  }

  /** What was noticed first. */
  Optional<String> noticed() {
    return Optional.ofNullable(drift);
  }

  /** Whether records are compared by key at all. */
  boolean compares() {
    return shifts || overlap > 0;
  }

  long total() {
    return total;
  }

  void notice(String what) {
    drift = drift == null ? what : drift;
  }

  /**
   * Looks at a record.
   *
   * @param number which one of its page, from 1
   * @return whether it is one of those that come again, and was read before
   */
  boolean comesAgain(String key, long number) {
    if (!compares()) {
      return false;
    }
    remember(key);
    if (number <= overlap && !tail.isEmpty()) {
      if (number <= tail.size() && tail.get((int) number - 1).equals(key)) {
        return true;
      }
      notice("the pages shifted: the next page does not begin with the records that it should");
    } else if (shifts && !key.isEmpty() && before.contains(key)) {
      notice("the pages shifted: the record with the key " + key.strip() + " came again");
    }
    return false;
  }

  private void remember(String key) {
    current.addLast(key);
    if (current.size() > MOST_KEYS) {
      current.removeFirst();
    }
  }

  /** A page is over. */
  void pageEnds(Optional<Long> saidTotal) {
    saidTotal.ifPresent(
        said -> {
          if (total >= 0 && total != said) {
            notice(
                "the total changed from " + total + " to " + said + " while the pages were read");
          }
          total = said;
        });
    var keys = new ArrayList<>(current);
    tail = overlap == 0 ? List.of() : keys.subList(Math.max(0, keys.size() - overlap), keys.size());
    if (overlap > 0 && keys.isEmpty() && !before.isEmpty()) {
      notice("the pages shifted: the records that should come again are not there");
    }
    before = shifts ? new HashSet<>(keys) : Set.of();
    current.clear();
  }

  /** A page is asked for again. */
  void pageAgain() {
    current.clear();
  }

  /** All pages are read. */
  void allEnds(long read) {
    if (total >= 0 && read != total) {
      notice(read + " records came of " + total);
    }
  }
}
