package dev.syncline.api.error;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something stopped a run. The message is one sentence for a person, without secrets and without a
 * need to read the stack trace; the engine adds where it happened.
 */
public class SyncException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Stage stage;
  private final @Nullable String sync;
  private final transient @Nullable Key key;

  /** An error whose place is not known yet. */
  public SyncException(String message) {
    this(message, null);
  }

  /** An error whose place is not known yet. */
  public SyncException(String message, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.stage = null;
    this.sync = null;
    this.key = null;
  }

  /** An error at a place in a run. */
  public SyncException(
      String sync, Stage stage, @Nullable Key key, String message, @Nullable Throwable cause) {
    super(
        "sync '" + sync + "', " + stage + (key == null ? "" : ", key " + key) + ": " + message,
        cause);
    this.stage = stage;
    this.sync = sync;
    this.key = key;
  }

  /** The stage in which it happened, if known. */
  public final Optional<Stage> stage() {
    return Optional.ofNullable(stage);
  }

  /** The sync in whose run it happened, if known. */
  public final Optional<String> sync() {
    return Optional.ofNullable(sync);
  }

  /** The business key of the record concerned, if it was one record. */
  public final Optional<Key> key() {
    return Optional.ofNullable(key);
  }
}
