package dev.syncline.api.error;

/** There is no dead letter with this id: it was closed meanwhile, or there never was one. */
public final class UnknownDeadLetterException extends SyncException {
  private static final long serialVersionUID = 1;

  /** A wrong id; the message names sync and id. */
  public UnknownDeadLetterException(String message) {
    super(message);
  }
}
