package dev.syncline.api.error;

import org.jspecify.annotations.Nullable;

/** It will not work however often it is tried: a missing table, a refused password. */
public final class PermanentException extends SyncException {
  private static final long serialVersionUID = 1;

  /** An error that trying again does not mend. */
  public PermanentException(String message) {
    super(message);
  }

  /** An error that trying again does not mend. */
  public PermanentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
