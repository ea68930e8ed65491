package dev.syncline.testkit.simulation;

import dev.syncline.api.Stage;

/**
 * One call of the engine to something outside of it.
 *
 * @param type the interface, such as {@code Loader}
 * @param method its method
 */
record Call(String type, String method) {

  /** The stage that makes calls like this one. */
  Stage stage() {
    return switch (type) {
      case "Extractor", "Extraction", "ReadsByKey" -> Stage.FETCH;
      case "Transformer" -> Stage.MAP;
      case "Loader", "LooksUp", "HoldsRecords", "JoinsTransaction" -> Stage.INGEST;
      default ->
          switch (method) {
            case "find" -> Stage.DELTA;
            case "parents", "pending" -> Stage.RESOLVE;
            case "journal", "intents" -> Stage.INGEST;
            default -> Stage.TRACK;
          };
    };
  }

  /** What troubles name; a write is a write, in a transaction or not. */
  String name() {
    return type.equals("JoinsTransaction") ? "Loader." + method : toString();
  }

  /** Whether a process that is killed has this done for it by the operating system. */
  boolean releases() {
    return method.equals("close") && !type.equals("Loader");
  }

  @Override
  public String toString() {
    return type + "." + method;
  }
}
