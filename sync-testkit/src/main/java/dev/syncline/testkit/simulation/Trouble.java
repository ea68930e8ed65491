package dev.syncline.testkit.simulation;

/**
 * Something that happens to a run.
 *
 * @param kind what
 * @param call at which calls, such as {@code Loader.write}; empty for any call
 * @param nth at the how manieth of them, from 1
 * @param after whether the call has had its effect
 * @param id the key that it concerns, where it concerns one
 */
record Trouble(Kind kind, String call, int nth, boolean after, long id) {

  /** What can happen. */
  enum Kind {
    /** The process dies. */
    CRASH,
    /** The process stands still until its lease has expired and another one has run to the end. */
    SUSPEND,
    /** The lease expires, and nobody takes it. */
    STALL,
    /** Some time passes, so that the lease has to be renewed. */
    SLOW,
    /** The run takes long, and another process wants its lease again and again. */
    RIVAL,
    /** A person asks the run to stop. */
    CANCEL,
    /** The call fails and says that trying again may help. */
    RETRYABLE,
    /** The call fails with an exception that nobody foresaw. */
    UNKNOWN_ERROR,
    /** The destination does half of a batch and fails. */
    PARTIAL_WRITE,
    /** The destination puts the batch off. */
    PUT_OFF,
    /** The destination does not know whether it did the batch. */
    IN_DOUBT,
    /** The answer does not come in time, and the destination carries the batch out later. */
    LATE,
    /** A row changes its place, or goes, while the source is read. */
    DRIFT,
    /** The source ends and says that it left something out. */
    INCOMPLETE
  }

  /** Whether it happens once the call has had its effect. */
  boolean afterwards() {
    return switch (kind) {
      case PARTIAL_WRITE, PUT_OFF, IN_DOUBT, LATE -> false;
      default -> after;
    };
  }

  @Override
  public String toString() {
    return kind
        + (after ? " after " : " at ")
        + (call.isEmpty() ? "call" : call)
        + " "
        + nth
        + (kind == Kind.DRIFT ? " of row " + id : "")
        + (kind == Kind.LATE ? " by " + id + "00 ms" : "");
  }
}
