package dev.syncline.smartsuite.value;

/** A value that a field cannot hold; the message ends a sentence that names the field. */
public final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  /** Refuses a value. */
  public Unfit(String message) {
    super(message, null, false, false);
  }
}
