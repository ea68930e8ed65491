package dev.syncline.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The books of a run or of a checkpoint. They balance when every record that was taken in has one
 * outcome:
 *
 * <pre>
 * fetched + carried + absent = inserted + updated + unchanged + deleted + filtered
 *                            + superseded + rejected + pending + deferred
 * </pre>
 *
 * @param fetched records read from the source
 * @param carried records taken up from pending, from a dead-letter replay or from the in-doubt
 *     journal
 * @param absent record states that a complete scan did not see: candidates for a delete
 * @param inserted records with {@link Outcome#INSERTED}
 * @param updated records with {@link Outcome#UPDATED}
 * @param unchanged records with {@link Outcome#UNCHANGED}
 * @param deleted records with {@link Outcome#DELETED}
 * @param filtered records with {@link Outcome#FILTERED}
 * @param superseded records with {@link Outcome#SUPERSEDED}
 * @param rejected records with {@link Outcome#REJECTED}
 * @param pending records with {@link Outcome#PENDING}
 * @param deferred records with {@link Outcome#DEFERRED}
 */
public record Ledger(
    long fetched,
    long carried,
    long absent,
    long inserted,
    long updated,
    long unchanged,
    long deleted,
    long filtered,
    long superseded,
    long rejected,
    long pending,
    long deferred) {

  /** Books in which nothing is written yet. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Books with intake only; outcomes are added with {@link #with(Outcome, long)}. */
  public static Ledger intake(long fetched, long carried, long absent) {
    return new Ledger(fetched, carried, absent, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** What was taken in: fetched, carried and absent. */
  public long intake() {
    return fetched + carried + absent;
  }

  /** What was accounted for: the sum of all outcomes. */
  public long outcomes() {
    return inserted
        + updated
        + unchanged
        + deleted
        + filtered
        + superseded
        + rejected
        + pending
        + deferred;
  }

  /** Records written to the destination: inserted, updated and deleted. */
  public long written() {
    return inserted + updated + deleted;
  }

  /** Whether every record taken in has an outcome. */
  public boolean balanced() {
    return intake() == outcomes();
  }

  /** The count of one outcome. */
  public long count(Outcome outcome) {
    return switch (outcome) {
      case INSERTED -> inserted;
      case UPDATED -> updated;
      case UNCHANGED -> unchanged;
      case DELETED -> deleted;
      case FILTERED -> filtered;
      case SUPERSEDED -> superseded;
      case REJECTED -> rejected;
      case PENDING -> pending;
      case DEFERRED -> deferred;
    };
  }

  /** These books with {@code count} more records of one outcome. */
  public Ledger with(Outcome outcome, long count) {
    return new Ledger(
        fetched,
        carried,
        absent,
        inserted + (outcome == Outcome.INSERTED ? count : 0),
        updated + (outcome == Outcome.UPDATED ? count : 0),
        unchanged + (outcome == Outcome.UNCHANGED ? count : 0),
        deleted + (outcome == Outcome.DELETED ? count : 0),
        filtered + (outcome == Outcome.FILTERED ? count : 0),
        superseded + (outcome == Outcome.SUPERSEDED ? count : 0),
        rejected + (outcome == Outcome.REJECTED ? count : 0),
        pending + (outcome == Outcome.PENDING ? count : 0),
        deferred + (outcome == Outcome.DEFERRED ? count : 0));
  }

  /** The sum of two books. */
  public Ledger plus(Ledger other) {
    Objects.requireNonNull(other, "other");
    return new Ledger(
        fetched + other.fetched,
        carried + other.carried,
        absent + other.absent,
        inserted + other.inserted,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted,
        filtered + other.filtered,
        superseded + other.superseded,
        rejected + other.rejected,
        pending + other.pending,
        deferred + other.deferred);
  }

  /** The counts by outcome, zero counts left out; for messages. */
  public Map<Outcome, Long> byOutcome() {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      if (count(outcome) != 0) {
        counts.put(outcome, count(outcome));
      }
    }
    return counts;
  }
}
