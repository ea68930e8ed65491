package dev.syncline.api.error;

import org.jspecify.annotations.Nullable;

/**
 * The source no longer takes a cursor: its log was cut off before it, its token has expired, the
 * column has another type. Only a full scan can tell what changed since. Thrown by {@link
 * dev.syncline.api.source.Extractor#open} and {@link dev.syncline.api.source.Extraction#next} for a
 * reading since a cursor.
 */
public final class CursorRefusedException extends SyncException {
  private static final long serialVersionUID = 1;

  /** A refusal; the message says why, in one sentence. */
  public CursorRefusedException(String message) {
    this(message, null);
  }

  /** A refusal; the message says why, in one sentence. */
  public CursorRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
