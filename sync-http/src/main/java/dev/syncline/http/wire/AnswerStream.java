package dev.syncline.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream, of which only the part that was asked for is in memory. The
 * JDK's own stream waits for ever for a server that stops in the middle (JDK-8258397, JDK-8294047);
 * this one waits as long as the budget lasts. Only waiting counts: a reader that is slow itself
 * uses nothing up.
 *
 * <p>One thread reads; {@link #cancel} may be called by any.
 */
final class AnswerStream extends InputStream implements BodySubscriber<InputStream> {
  private static final List<ByteBuffer> END = List.of();

  private final LinkedBlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<InputStream> body = new CompletableFuture<>();
  private final AtomicLong budget;
  private final AtomicLong bytes = new AtomicLong();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable IOException failure;
  private List<ByteBuffer> current = List.of();
  private int at;
  private boolean ended;

  AnswerStream(Duration budget) {
    this.budget = new AtomicLong(budget.toNanos());
  }

  /** What was spent before the body came. */
  void spend(long nanos) {
    budget.addAndGet(-nanos);
  }

  /** How many bytes have arrived, packed as they were sent. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    body.complete(this);
    if (failure != null) {
      upstream.cancel();
    } else {
      upstream.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(buffer -> bytes.addAndGet(buffer.remaining()));
    arrived.add(buffers.isEmpty() ? List.of(ByteBuffer.allocate(0)) : buffers);
  }

  @Override
  public void onError(Throwable error) {
    if (failure == null) {
      failure = error instanceof IOException broken ? broken : new IOException(error);
    }
    arrived.add(END);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  /** Ends a read that waits, and all later ones. */
  void cancel(String reason) {
    if (failure == null) {
      failure = new IOException(reason);
    }
    drop();
    arrived.add(END);
  }

  private void drop() {
    Flow.Subscription upstream = subscription;
    if (upstream != null) {
      upstream.cancel();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      while (at < current.size()) {
        ByteBuffer buffer = current.get(at);
        if (buffer.hasRemaining()) {
          int count = Math.min(length, buffer.remaining());
          buffer.get(into, offset, count);
          return count;
        }
        at++;
      }
      await();
    }
    IOException broken = failure;
    if (broken != null) {
      throw new IOException(broken.getMessage(), broken);
    }
    return -1;
  }

  /** The next part, or the end. */
  private void await() throws IOException {
    if (!current.isEmpty()) {
      Flow.Subscription upstream = subscription;
      if (upstream != null) {
        upstream.request(1);
      }
    }
    long start = System.nanoTime();
    List<ByteBuffer> next;
    try {
      next = arrived.poll(Math.max(0, budget.get()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel("interrupted");
      throw new IOException("interrupted", e);
    }
    spend(System.nanoTime() - start);
    if (next == null) {
      cancel("the answer was not complete when its time was up");
      next = END;
    }
    ended = next == END;
    current = next;
    at = 0;
  }

  @Override
  public void close() {
    if (!ended) {
      cancel("closed");
      ended = true;
    }
  }
}
