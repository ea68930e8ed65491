package dev.syncline.core.definition;

/**
 * What a run does with a value that the destination, by what it tells of its fields, would cut,
 * round, or not take at all. Silently nothing is ever cut.
 */
public enum OnLossyWrite {
  /** Rejects the record before it is written. */
  REJECT,
  /** Fails the run before the record is written. */
  FAIL,
  /**
   * Writes the nearest value that fits, and counts it: a text is cut, a number rounded half up, a
   * fraction of a second cut. A record is rejected where there is none: a number too large, bytes,
   * null, or a value of the business key.
   */
  COERCE
}
