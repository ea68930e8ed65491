package dev.syncline.api.error;

/**
 * Somebody else runs the sync, or took it over: this process may commit nothing more for it. The
 * state is as the other runner left it.
 */
public final class StateConflictException extends SyncException {
  private static final long serialVersionUID = 1;

  /** A conflict; the message names the other runner. */
  public StateConflictException(String message) {
    super(message);
  }
}
