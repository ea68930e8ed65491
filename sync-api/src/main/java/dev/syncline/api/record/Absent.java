package dev.syncline.api.record;

/**
 * The mark of a field that a record does not have. Absent is not null: an absent field leaves the
 * destination's value alone, a null clears it.
 */
public enum Absent {
  /** The only instance. */
  ABSENT
}
