package dev.syncline.testkit.simulation;

/** The process ends here: what the engine would do next never happens. */
final class Killed extends Error {
  private static final long serialVersionUID = 1;

  Killed(Call call) {
    super("killed at " + call, null, false, false);
  }
}
