package dev.syncline.smartsuite.simulator;

/** What may go wrong with a request. */
public enum Fault {
  /** Not carried out; 503. */
  UNAVAILABLE,
  /** Not carried out; the line is cut. */
  CUT_BEFORE,
  /** Carried out; 500. */
  ERROR_AFTER,
  /** Carried out; the line is cut instead of an answer. */
  ANSWER_LOST,
  /** Carried out; the line is cut in the middle of the answer. */
  ANSWER_CUT,
  /** Of a bulk call, the first half is carried out; 500. */
  HALF_DONE,
  /**
   * The line is cut; carried out only after a while, when the client may have sent something else.
   */
  LATE,
  /** Not carried out; 422. */
  REFUSED,
  /** Not carried out; 429. */
  TOO_MANY,
  /** Carried out; the answer takes as long as the builder's {@code slowness}. */
  SLOW
}
