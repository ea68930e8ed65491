package dev.syncline.api.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * It may work later: a lost connection, a lock, a limit. Only the engine retries. Out of {@link
 * dev.syncline.api.destination.Loader#write} it does not say that nothing was applied.
 */
public final class RetryableException extends SyncException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration delay;

  /** To be tried again when the engine's backoff says so. */
  public RetryableException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.delay = null;
  }

  /** To be tried again not before {@code delay}, as the other system asked. */
  public RetryableException(String message, Duration delay, @Nullable Throwable cause) {
    super(message, cause);
    this.delay = delay;
  }

  /**
   * To be tried again not before the delay that the other system asked for, if it asked for one.
   */
  public static RetryableException of(String message, Optional<Duration> delay) {
    return delay
        .map(time -> new RetryableException(message, time, null))
        .orElseGet(() -> new RetryableException(message, null));
  }

  /** The delay that the other system asked for. */
  public Optional<Duration> delay() {
    return Optional.ofNullable(delay);
  }
}
