package dev.syncline.core.compute;

/**
 * Why a value cannot be made for one record. Never shows a value: it may be made of secret ones.
 * Thrown once per bad record at most, and without a stack trace.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message, null, false, false);
  }

  static Refused at(int position, String message) {
    return new Refused(message + " (character " + position + ")");
  }

  /** The sentence. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
