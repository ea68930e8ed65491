package dev.syncline.jdbc.dialect;

/** A value that a column cannot hold without loss. Cheap: it has no stack trace. */
public final class DoesNotFit extends Exception {
  private static final long serialVersionUID = 1;

  /** The rest of a sentence that starts with the column's name. */
  public DoesNotFit(String message) {
    super(message, null, false, false);
  }
}
