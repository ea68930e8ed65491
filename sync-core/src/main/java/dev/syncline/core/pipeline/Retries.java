package dev.syncline.core.pipeline;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.syncline.api.error.RetryableException;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.limits.Turnstile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries again what may work later: exponential backoff with jitter, the other system's own delay
 * where it asks for one, and an end when the run is to stop. Failsafe counts and decides; the
 * waiting is the run's own, so that it can be woken, simulated, and keep the lease.
 */
final class Retries {
  private final RetryPolicy<Object> policy;
  private final RunControl control;
  private final Waits waits;
  private final Backoff backoff;
  private final Gate gate;
  private final Duration longestWait;

  Retries(RunSettings settings, RunControl control, Waits waits, Backoff backoff, Gate gate) {
    this.control = control;
    this.waits = waits;
    this.backoff = backoff;
    this.gate = gate;
    this.longestWait = settings.maxWait();
    this.policy =
        RetryPolicy.builder()
            .handleIf(Transience::of)
            .abortIf((result, error) -> control.stopped())
            .withMaxRetries(settings.maxRetries())
            .build();
  }

  /** Retries of what is sent to the destination. */
  static Retries toDestination(RunParts parts, Runnable heartbeat) {
    return of(parts, parts.pacing().destination(), heartbeat);
  }

  /** Retries of what is read from the source. */
  static Retries fromSource(RunParts parts, Runnable heartbeat) {
    return of(parts, parts.pacing().source(), heartbeat);
  }

  /** Retries of reading a lookup, in the thread that maps. */
  static Retries ofLookups(RunParts parts) {
    return of(parts, Optional.empty(), () -> {});
  }

  private static Retries of(RunParts parts, Optional<Turnstile> turnstile, Runnable heartbeat) {
    RunSettings settings = parts.definition().settings();
    var waits =
        new Waits(
            parts.control(), parts.clock(), parts.pacing().waiting(), parts.leaseTtl(), heartbeat);
    return of(
        settings,
        parts.control(),
        parts.clock(),
        waits,
        parts.pacing().split(),
        turnstile,
        parts.loader().traits().requestDeadline());
  }

  static Retries of(
      RunSettings settings,
      RunControl control,
      InstantSource clock,
      Waits waits,
      RandomGenerator random,
      Optional<Turnstile> turnstile,
      Duration requestDeadline) {
    Duration longest = settings.maxRetryDelay();
    var gate = new Gate(turnstile, control, waits, clock, longest, requestDeadline);
    var backoff = new Backoff(settings.retryDelay(), longest, random);
    return new Retries(settings, control, waits, backoff, gate);
  }

  /** Where the requests wait for their turn; one is counted for every attempt. */
  Gate gate() {
    return gate;
  }

  /**
   * Runs an attempt until it works, fails for good or has been tried often enough; the last
   * exception is thrown on. An attempt that is not made because the run is to stop is a {@link
   * RetryableException}, too.
   */
  void run(Runnable attempt) {
    try {
      again(
          () -> {
            gate.enter();
            attempt(attempt);
          });
    } catch (RetryableException e) {
      gate.gaveUp();
      throw e;
    }
  }

  /** {@link #run} for a question that comes once in a run, and is no request that limits count. */
  <T> T ask(Supplier<T> question) {
    var answers = new ArrayList<T>(1);
    again(() -> answers.add(question.get()));
    return answers.get(0);
  }

  private void again(Runnable attempt) {
    Failsafe.with(policy)
        .run(
            context -> {
              if (context.getAttemptCount() > 0) {
                await(context);
              }
              attempt.run();
            });
  }

  /** Waits for what was sent to be seen; false if the run is to stop. */
  boolean pause(Duration time) {
    return waits.pass(time, "what was sent has to settle before it is looked for");
  }

  private void await(ExecutionContext<Void> context) {
    Throwable last = context.getLastException();
    Duration wait = backoff.before(context.getAttemptCount(), Transience.askedDelay(last));
    if (!waits.pass(wait, Transience.reason(last))) {
      throw new RetryableException("stopped while waiting to try again", last);
    }
  }

  private void attempt(Runnable attempt) {
    try {
      attempt.run();
      gate.answered();
    } catch (RuntimeException e) {
      gate.failed(e);
      pauseIfTooLong(e);
      throw e;
    }
  }

  /** A system that asks for hours is not waited for: the run pauses and says until when. */
  void pauseIfTooLong(RuntimeException e) {
    Transience.askedDelay(e)
        .filter(delay -> delay.compareTo(longestWait) > 0)
        .ifPresent(delay -> waits.pause(delay, Transience.reason(e)));
  }

  /** Some records of a batch are to be tried again; the system itself has answered. */
  static final class PutOff extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Duration delay;

    PutOff(String reason, Duration delay) {
      super(reason, null, false, false);
      this.delay = delay;
    }

    Duration delay() {
      return delay;
    }
  }
}
