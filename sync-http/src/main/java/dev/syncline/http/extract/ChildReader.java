package dev.syncline.http.extract;

import dev.syncline.http.extract.Walk.Step;
import dev.syncline.http.wire.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the children of one parent ahead, in a thread of its own, as far as the queue reaches. When
 * the API puts the reading off, it waits until it is asked to go on.
 */
final class ChildReader implements Runnable {
  private static final int AHEAD = 200;
  private static final Duration TURN = Duration.ofSeconds(1);

  private final Map<String, @Nullable Object> parent;
  private final Walk walk;
  private final Cancellation cancellation;
  private final BlockingQueue<Object> read = new ArrayBlockingQueue<>(AHEAD);
  private final Semaphore goOn = new Semaphore(0);

  ChildReader(Map<String, @Nullable Object> parent, Walk walk, Cancellation cancellation) {
    this.parent = parent;
    this.walk = walk;
    this.cancellation = cancellation;
  }

  Map<String, @Nullable Object> parent() {
    return parent;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** What was read; only behind {@link Step.Done}. */
  Walk walk() {
    return walk;
  }

  @Override
  public void run() {
    try (walk) {
      while (true) {
        Step step;
        try {
          step = walk.next(TURN);
        } catch (RuntimeException | Error e) {
          read.put(e);
          return;
        }
        read.put(step);
        if (step instanceof Step.Done) {
          return;
        }
        if (step instanceof Step.Wait) {
          goOn.acquire();
        }
      }
    } catch (InterruptedException e) {
      // The reading was closed.
      Thread.currentThread().interrupt();
    }
  }

  /** The next step; null if none came in time. What went wrong in the other thread is thrown. */
  @Nullable Step take(Duration maxWait) throws InterruptedException {
    Object taken = read.poll(maxWait.toNanos(), TimeUnit.NANOSECONDS);
    if (taken instanceof RuntimeException failure) {
      throw failure;
    }
    if (taken instanceof Error death) {
      throw death;
    }
    return (Step) taken;
  }

  /** Reads on after a {@link Step.Wait}. */
  void goOn() {
    goOn.release();
  }
}
