package dev.syncline.core.typed;

/** A value does not fit its component; the message names both. Rejects the record. */
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unfit(String message) {
    super(message, null, false, false);
  }
}
