package dev.syncline.core.pipeline;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.run.RunPause;
import dev.syncline.core.limits.Turnstile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where the requests of a run to one system wait for their turn. A short wait is waited out; where
 * the system is to be left alone for longer, the run pauses.
 *
 * <p>Belongs to one thread of the run; the turnstile behind it is shared by all runs.
 */
final class Gate {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Optional<Turnstile> turnstile;
  private final RunControl control;
  private final Waits waits;
  private final InstantSource clock;
  private final Duration longestWait;
  private final Duration grace;
  private boolean silent;

  /**
   * @param longestWait how long an open circuit is waited for
   * @param grace for how long after a stop what was read before is still sent
   */
  Gate(
      Optional<Turnstile> turnstile,
      RunControl control,
      Waits waits,
      InstantSource clock,
      Duration longestWait,
      Duration grace) {
    this.turnstile = turnstile;
    this.control = control;
    this.waits = waits;
    this.clock = clock;
    this.longestWait = longestWait;
    this.grace = grace;
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws RetryableException if the run is to stop first
   */
  void enter() {
    if (control.stoppedFor(grace)) {
      throw stopped();
    }
    if (turnstile.isEmpty()) {
      return;
    }
    silent = false;
    Turnstile shared = turnstile.get();
    for (Duration left = shared.askCircuit(); !left.isZero(); left = shared.askCircuit()) {
      if (left.compareTo(longestWait) > 0) {
        leaveAlone(shared, left);
      }
      if (!waits.pass(left.compareTo(LOOK) < 0 ? left : LOOK, shared.reason())) {
        throw stopped();
      }
    }
    Duration turn = shared.takeToken();
    if (!turn.isZero() && !waits.pass(turn, "its requests have to wait for their turn")) {
      shared.charge(-1);
      throw stopped();
    }
  }

  private void leaveAlone(Turnstile shared, Duration time) {
    control.pause(new RunPause(shared.reason(), Optional.of(clock.instant().plus(time))));
  }

  /** So many requests were made since {@link #enter}, which counted one. */
  void made(long requests) {
    silent = requests == 0;
    turnstile.ifPresent(shared -> shared.charge(requests - 1));
  }

  /** The system answered. */
  void answered() {
    if (!silent) {
      turnstile.ifPresent(Turnstile::answered);
    }
  }

  /** A request failed; only what may pass says something of the system. */
  void failed(RuntimeException cause) {
    if (Transience.ofSystem(cause)) {
      turnstile.ifPresent(shared -> shared.failed(Transience.reason(cause)));
    } else {
      answered();
    }
  }

  /** All retries have failed: where the circuit is open by now, the run pauses. */
  void gaveUp() {
    turnstile
        .filter(shared -> !shared.openFor().isZero())
        .ifPresent(shared -> leaveAlone(shared, shared.openFor()));
  }

  private static RetryableException stopped() {
    return new RetryableException("the run stopped while a request waited for its turn", null);
  }
}
