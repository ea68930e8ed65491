package dev.syncline.core.pipeline;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads in one thread, transforms in a second and loads in the calling thread; what can be sent in
 * one call is loaded together.
 */
final class ThreadedConveyor implements Conveyor {
  private static final long LOOK_UP_MILLIS = 50;

  /** So long the loading thread waits for one more batch before it sends what it has. */
  private static final long LINGER_MILLIS = 20;

  private final Executor executor;
  private final Gathering gathering;
  private final BlockingQueue<Item> fetched;
  private final BlockingQueue<Item> transformed;
  private volatile CountDownLatch helpersDone = new CountDownLatch(2);
  private volatile @Nullable Throwable failure;
  private volatile boolean stopped;
  private final AtomicInteger peak = new AtomicInteger();

  ThreadedConveyor(Executor executor, int capacity, Gathering gathering) {
    this.executor = executor;
    this.gathering = gathering;
    this.fetched = new ArrayBlockingQueue<>(capacity);
    this.transformed = new ArrayBlockingQueue<>(capacity);
  }

  @Override
  public boolean run(Line line) {
    // Of a line that went through, nothing is left in the queues.
    stopped = false;
    helpersDone = new CountDownLatch(2);
    executor.execute(() -> part(() -> read(line)));
    executor.execute(() -> part(() -> transform(line)));
    boolean through = false;
    try {
      through = load(line);
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      stopped = true;
      awaitHelpers(line);
    }
    Throwable first = failure;
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    return through;
  }

  private void part(Runnable work) {
    try {
      work.run();
    } catch (Stopped e) {
      // Another part failed, and its error is the one to report; or this thread was interrupted.
      stopped = true;
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      helpersDone.countDown();
    }
  }

  private synchronized void fail(Throwable cause) {
    if (failure == null && !(cause instanceof Stopped)) {
      failure = cause;
    }
    stopped = true;
  }

  private void read(Line line) {
    for (Optional<WorkBatch> next = line.fetch(); next.isPresent(); next = line.fetch()) {
      put(fetched, new Batch(next.get()));
    }
    put(fetched, new End());
  }

  private void transform(Line line) {
    while (true) {
      Item item = take(fetched);
      if (item instanceof Batch batch) {
        line.transform(batch.rows());
      }
      put(transformed, item);
      if (item instanceof End) {
        return;
      }
    }
  }

  private boolean load(Line line) {
    while (!stopped) {
      Item item = poll(transformed, LOOK_UP_MILLIS);
      if (item instanceof Batch batch) {
        item = loadWithMore(line, batch);
      }
      if (item instanceof Settle settle) {
        line.commit();
        settle.done().countDown();
      } else if (item instanceof End) {
        return true;
      }
      line.pulse();
    }
    return false;
  }

  /** Loads a batch and those that follow; what comes after them, if it is no batch. */
  private @Nullable Item loadWithMore(Line line, Batch first) {
    gathering.add(first.rows());
    while (!stopped) {
      Item next = gathering.takesMore() ? poll(transformed, LINGER_MILLIS) : null;
      if (next instanceof Batch batch && gathering.add(batch.rows())) {
        continue;
      }
      line.load(gathering.take());
      line.pulse();
      if (!(next instanceof Batch batch)) {
        return next;
      }
      gathering.add(batch.rows());
    }
    return null;
  }

  @Override
  public void settle() {
    var settle = new Settle(new CountDownLatch(1));
    put(transformed, settle);
    try {
      while (!settle.done().await(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stopped) {
          throw new Stopped();
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public int peak() {
    return peak.get();
  }

  private void put(BlockingQueue<Item> queue, Item item) {
    try {
      while (!queue.offer(item, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stopped) {
          throw new Stopped();
        }
      }
      peak.accumulateAndGet(fetched.size() + transformed.size(), Math::max);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private Item take(BlockingQueue<Item> queue) {
    while (!stopped) {
      Item item = poll(queue, LOOK_UP_MILLIS);
      if (item != null) {
        return item;
      }
    }
    throw new Stopped();
  }

  private static @Nullable Item poll(BlockingQueue<Item> queue, long millis) {
    try {
      return queue.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * The extraction and the session are used by the helpers: nothing is closed under their hands.
   */
  private void awaitHelpers(Line line) {
    boolean interrupted = false;
    while (true) {
      try {
        if (helpersDone.await(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
        line.abandon();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Stopped interrupted() {
    Thread.currentThread().interrupt();
    return new Stopped();
  }

  private sealed interface Item {}

  private record Batch(WorkBatch rows) implements Item {}

  private record Settle(CountDownLatch done) implements Item {}

  private record End() implements Item {}

  /** Ends a part whose work nobody waits for any more. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the run stopped", null, false, false);
    }
  }
}
