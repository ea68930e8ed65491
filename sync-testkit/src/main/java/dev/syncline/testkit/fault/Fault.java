package dev.syncline.testkit.fault;

import dev.syncline.api.error.RetryableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What goes wrong in one call. */
public sealed interface Fault {

  /** Whether this can happen in such a call. */
  default boolean fits(FaultPoint point) {
    return true;
  }

  /**
   * The request never arrived: nothing happened, and the caller gets an exception.
   *
   * @param failure makes the exception
   */
  record Before(Supplier<? extends RuntimeException> failure) implements Fault {

    /** Refuses a missing part. */
    public Before {
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The request took effect, the answer was lost: everything happened, and the caller gets an
   * exception.
   *
   * @param failure makes the exception
   */
  record After(Supplier<? extends RuntimeException> failure) implements Fault {

    /** Refuses a missing part. */
    public After {
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The line broke in the middle. Of a batch that is written, the first changes took effect; of a
   * page that is read, the first records come through, and the exception with the next call.
   *
   * @param first how many
   * @param failure makes the exception
   */
  record Partly(int first, Supplier<? extends RuntimeException> failure) implements Fault {

    /** Refuses a negative number. */
    public Partly {
      Objects.requireNonNull(failure, "failure");
      if (first < 0) {
        throw new IllegalArgumentException("'first' is at least 0, not " + first);
      }
    }

    @Override
    public boolean fits(FaultPoint point) {
      return point == FaultPoint.WRITE || point == FaultPoint.NEXT;
    }
  }

  /** A write took effect, and every change of it is answered as in doubt. */
  record Doubt() implements Fault {
    @Override
    public boolean fits(FaultPoint point) {
      return point == FaultPoint.WRITE;
    }
  }

  /**
   * Too many requests (HTTP 429): nothing happened. A write answers Retry for every change, other
   * calls throw a {@link RetryableException}.
   *
   * @param delay how long the other side asks to wait; empty if it does not say
   */
  record Throttled(Optional<Duration> delay) implements Fault {

    /** Refuses a missing part. */
    public Throttled {
      Objects.requireNonNull(delay, "delay");
    }
  }

  /**
   * It works, but takes this long: the test's clock moves on before the call.
   *
   * @param time how long
   */
  record Slow(Duration time) implements Fault {

    /** Refuses a missing part. */
    public Slow {
      Objects.requireNonNull(time, "time");
    }
  }

  /**
   * The other side's clock is ahead of everybody's, or behind with a negative duration. Of a
   * reading that is opened, the cursor of the end; of a lease, its expiry.
   *
   * @param ahead by how much
   */
  record Skew(Duration ahead) implements Fault {

    /** Refuses a missing part. */
    public Skew {
      Objects.requireNonNull(ahead, "ahead");
    }

    @Override
    public boolean fits(FaultPoint point) {
      return switch (point) {
        case OPEN, ACQUIRE, RENEW -> true;
        default -> false;
      };
    }
  }

  /**
   * The pages of a reading moved because rows came or went in front of them: the end of the last
   * page comes again, or the beginning of this one is never seen.
   *
   * @param repeated how many rows of the page before come once more
   * @param missed how many rows of this page are missed
   */
  record Drift(int repeated, int missed) implements Fault {

    /** Refuses negative numbers. */
    public Drift {
      if (repeated < 0 || missed < 0) {
        throw new IllegalArgumentException(
            "'repeated' and 'missed' are at least 0, not " + repeated + " and " + missed);
      }
    }

    @Override
    public boolean fits(FaultPoint point) {
      return point == FaultPoint.NEXT;
    }
  }

  /** A time-out before anything happened. */
  static Fault timeOutBefore() {
    return new Before(Fault::timeOut);
  }

  /** A time-out after everything happened. */
  static Fault timeOutAfter() {
    return new After(Fault::timeOut);
  }

  /** The line breaks after the first changes, or records. */
  static Fault disconnectAfter(int first) {
    return new Partly(first, () -> new RetryableException("the line was cut", null));
  }

  /** Changes that are applied and answered as in doubt. */
  static Fault doubt() {
    return new Doubt();
  }

  /** Too many requests; come back after this time. */
  static Fault throttled(Duration delay) {
    return new Throttled(Optional.of(delay));
  }

  /** Too many requests; nobody says when to come back. */
  static Fault throttled() {
    return new Throttled(Optional.empty());
  }

  /** A call that takes a while. */
  static Fault slow(Duration time) {
    return new Slow(time);
  }

  /** A clock that is ahead, or behind. */
  static Fault skew(Duration ahead) {
    return new Skew(ahead);
  }

  /** Rows that moved between two pages. */
  static Fault drift(int repeated, int missed) {
    return new Drift(repeated, missed);
  }

  private static RuntimeException timeOut() {
    return new RetryableException("the time is out", null);
  }
}
