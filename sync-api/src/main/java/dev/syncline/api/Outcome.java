package dev.syncline.api;

/** What became of a record in a run. Every record that a run takes in has exactly one outcome. */
public enum Outcome {
  /** Written to the destination for the first time. */
  INSERTED,
  /** Written over an older version at the destination. */
  UPDATED,
  /** Already at the destination in this version; not sent. */
  UNCHANGED,
  /** Deleted at the destination. */
  DELETED,
  /** Dropped by a filter of the definition. */
  FILTERED,
  /** An older version, or an equal copy, of a key that the same run also read. */
  SUPERSEDED,
  /** Refused with a reason; held as a dead letter. */
  REJECTED,
  /** A child whose parent is not at the destination yet; parked. */
  PENDING,
  /** Accounted for but not done: withheld by a guard, a window, a quota or a stop. */
  DEFERRED
}
