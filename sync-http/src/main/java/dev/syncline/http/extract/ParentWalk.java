package dev.syncline.http.extract;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.source.Poll;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.wire.Cancellation;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The records of many lists, one for each record of another list: the orders of every customer. So
 * many lists are read at once; their records come in the order of the parents.
 */
final class ParentWalk implements Walk {
  private final Walk parents;
  private final Children children;
  private final Map<String, JsonPath> included;
  private final int parallel;
  private final Cancellation cancellation;
  private final ExecutorService threads;
  private final Deque<ChildReader> readers = new ArrayDeque<>();
  private boolean allParents;
  private @Nullable ChildReader waiting;

  /** By what the parents put us off, until the children of those before are read. */
  private Optional<Step> putOff = Optional.empty();

  private Optional<String> drift = Optional.empty();
  private long requests;
  private long bytes;

  /** Makes the way through the children of a parent. */
  interface Children {
    Walk of(Map<String, @Nullable Object> parent, Cancellation cancellation);
  }

  /**
   * @param included fields of a child that come from its parent
   * @param parallel how many lists are read at once
   */
  ParentWalk(
      Walk parents,
      Children children,
      Map<String, JsonPath> included,
      int parallel,
      Cancellation cancellation) {
    this.parents = parents;
    this.children = children;
    this.included = included;
    this.parallel = parallel;
    this.cancellation = cancellation;
    this.threads =
        Executors.newFixedThreadPool(
            parallel,
            work -> {
              var thread = new Thread(work, "syncline-http-children");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Step next(Duration maxWait) {
    ChildReader paused = waiting;
    if (paused != null) {
      waiting = null;
      paused.goOn();
    }
    while (true) {
      Optional<Step> instead = ahead(maxWait);
      ChildReader reader = readers.peekFirst();
      if (reader == null) {
        putOff = Optional.empty();
        return instead.orElseGet(Step.Done::new);
      }
      Step step = step(reader, maxWait);
      if (step instanceof Step.Item item) {
        return new Step.Item(withParent(item.record(), reader.parent()));
      }
      if (!(step instanceof Step.Done)) {
        return step;
      }
      finished(readers.removeFirst());
    }
  }

  private Step step(ChildReader reader, Duration maxWait) {
    try {
      Step step = reader.take(maxWait);
      if (step == null) {
        return new Step.Wait(new Poll.Idle());
      }
      waiting = step instanceof Step.Wait ? reader : null;
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableException("interrupted while the children were read", e);
    }
  }

  /** Begins to read the next lists; what there is instead of a parent, if there is none now. */
  private Optional<Step> ahead(Duration maxWait) {
    while (!allParents && putOff.isEmpty() && readers.size() < parallel) {
      Step step = parents.next(readers.isEmpty() ? maxWait : Duration.ZERO);
      if (step instanceof Step.Item item) {
        Cancellation part = cancellation.part();
        var reader = new ChildReader(item.record(), children.of(item.record(), part), part);
        readers.addLast(reader);
        threads.execute(reader);
      } else if (step instanceof Step.Done) {
        allParents = true;
      } else if (step instanceof Step.Wait wait && wait.poll() instanceof Poll.Idle) {
        return Optional.of(step);
      } else {
        putOff = Optional.of(step);
      }
    }
    return putOff;
  }

  private void finished(ChildReader reader) {
    cancellation.ended(reader.cancellation());
    requests += reader.walk().requests();
    bytes += reader.walk().bytes();
    drift = drift.or(reader.walk()::drifted);
  }

  private Map<String, @Nullable Object> withParent(
      Map<String, @Nullable Object> child, Map<String, @Nullable Object> parent) {
    if (included.isEmpty()) {
      return child;
    }
    var both = new LinkedHashMap<String, @Nullable Object>(child);
    included.forEach((name, path) -> both.put(name, path.in(parent)));
    return both;
  }

  /** Such a reading cannot be resumed. */
  @Override
  public Place place() {
    return Place.START;
  }

  @Override
  public Optional<String> drifted() {
    return drift.or(parents::drifted);
  }

  @Override
  public Optional<HttpHeaders> firstHeaders() {
    return parents.firstHeaders();
  }

  @Override
  public Optional<Object> extraValue() {
    return parents.extraValue();
  }

  @Override
  public long requests() {
    return requests + parents.requests();
  }

  @Override
  public long bytes() {
    return bytes + parents.bytes();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    readers.forEach(
        reader -> {
          reader.cancellation().cancel();
          cancellation.ended(reader.cancellation());
        });
    readers.clear();
    allParents = true;
    parents.close();
  }
}
