package dev.syncline.core.pipeline;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.syncline.api.error.RetryableException;
import dev.syncline.core.definition.RunSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what may work later: exponential backoff with jitter, the other system's own delay
 * where it asks for one, and an end when the run is to stop.
 */
final class Retries {
  private static final double JITTER = 0.25;

  private final RetryPolicy<Object> policy;
  private final RunControl control;

  Retries(RunSettings settings, RunControl control) {
    this.control = control;
    this.policy =
        RetryPolicy.builder()
            .handle(RetryableException.class, PutOff.class)
            .abortIf((result, error) -> control.stopped())
            .withMaxRetries(settings.maxRetries())
            .withBackoff(settings.retryDelay(), settings.maxRetryDelay())
            .withDelayFn(context -> askedDelay(context.getLastException()))
            .withJitter(JITTER)
            .onRetryScheduled(event -> control.startWaiting())
            .onRetry(event -> control.endWaiting())
            .build();
  }

  /**
   * Runs an attempt until it works, fails for good or has been tried often enough; the last
   * exception is thrown on.
   */
  void run(Runnable attempt) {
    try {
      Failsafe.with(policy).run(attempt::run);
    } catch (FailsafeException e) {
      throw new RetryableException("stopped while waiting to try again", e);
    } finally {
      control.endWaiting();
    }
  }

  /** Waits; false if the run is to stop. */
  boolean pause(Duration time) {
    control.startWaiting();
    try {
      Thread.sleep(time.toMillis() + 1);
      return !control.stopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      control.endWaiting();
    }
  }

  /** A negative delay leaves the choice to the backoff. */
  private static Duration askedDelay(@Nullable Throwable error) {
    Duration asked = Duration.ZERO;
    if (error instanceof PutOff putOff) {
      asked = putOff.delay;
    } else if (error instanceof RetryableException retryable) {
      asked = retryable.delay().orElse(Duration.ZERO);
    }
    return asked.isZero() ? Duration.ofMillis(-1) : asked;
  }

  /** Some records of a batch are to be tried again. */
  static final class PutOff extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Duration delay;

    PutOff(String reason, Duration delay) {
      super(reason, null, false, false);
      this.delay = delay;
    }
  }
}
