package dev.syncline.core.value;

/** What a stage says of one record. */
public sealed interface Verdict {
  /** The record goes on. */
  Verdict KEPT = new Kept();

  /** The record goes on. */
  record Kept() implements Verdict {}

  /** The record is dropped on purpose, and counted. */
  record Filtered(String reason) implements Verdict {}

  /**
   * The record is bad and becomes a dead letter.
   *
   * @param errorType a short word, the same for errors of one kind
   * @param message one sentence that names the field
   */
  record Rejected(String errorType, String message) implements Verdict {
    private static final String MASK = "'***'";

    /** The same without a value that the message shows. */
    public Rejected hiding(Object value) {
      return new Rejected(errorType, message.replace(ValueText.shown(value), MASK));
    }
  }
}
