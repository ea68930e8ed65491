package dev.syncline.core.pipeline;

import dev.syncline.api.error.RetryableException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may pass if it is tried again, told apart from what will not: unknown errors stay. */
final class Transience {
  private Transience() {}

  /** Whether trying again may help. */
  static boolean of(@Nullable Throwable error) {
    return error instanceof Retries.PutOff || ofSystem(error);
  }

  /** Whether it is the other system as a whole that did not work, not some records. */
  static boolean ofSystem(@Nullable Throwable error) {
    return error instanceof RetryableException;
  }

  /** How long the other system asks to wait. */
  static Optional<Duration> askedDelay(@Nullable Throwable error) {
    Optional<Duration> asked = Optional.empty();
    if (error instanceof Retries.PutOff putOff) {
      asked = Optional.of(putOff.delay());
    } else if (error instanceof RetryableException retryable) {
      asked = retryable.delay();
    }
    return asked.filter(delay -> delay.compareTo(Duration.ZERO) > 0);
  }

  static String reason(@Nullable Throwable error) {
    String message = error == null ? null : error.getMessage();
    return message == null ? String.valueOf(error) : message;
  }
}
