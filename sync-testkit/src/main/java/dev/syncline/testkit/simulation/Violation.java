package dev.syncline.testkit.simulation;

/** The engine did what the rules do not allow. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  Violation(String what) {
    super(what, null, false, true);
  }

  Violation(String what, Throwable cause) {
    super(what, cause);
  }
}
