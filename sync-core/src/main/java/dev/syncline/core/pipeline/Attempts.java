package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often a parked child was tried in vain. A try counts if the wait since the last one is over,
 * and if its parent's sync has committed something since. The wait doubles with each.
 *
 * @param count how many counted
 * @param parentCommits the commits of the parents' syncs at the last one that counted
 * @param next when the next one may count
 */
record Attempts(int count, long parentCommits, Instant next) {
  /** After how many a child is given up. */
  static final int MOST = 5;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

  /** The attempts of a row whose parents are missing, with this one. */
  static Attempts of(Row row, Instant now) {
    PendingChild before = row.pending;
    if (before == null || !keys(before.missing()).containsAll(keys(row.missing))) {
      // A child that waits for other parents than before starts again.
      return after(0, row, now);
    }
    if (before.missing().size() != row.missing.size()) {
      // One of them has come: the sum of the commits is another one.
      return after(before.attempts(), row, now);
    }
    if (before.nextTry().isAfter(now) || row.parentCommits <= before.parentCommits()) {
      return new Attempts(before.attempts(), before.parentCommits(), before.nextTry());
    }
    return after(before.attempts() + 1, row, now);
  }

  private static Attempts after(int count, Row row, Instant now) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count, MOST));
    return new Attempts(count, row.parentCommits, now.plus(wait));
  }

  private static Set<KeyHash> keys(List<MissingParent> missing) {
    return missing.stream().map(MissingParent::keyHash).collect(Collectors.toSet());
  }

  boolean usedUp() {
    return count >= MOST;
  }
}
