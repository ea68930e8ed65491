package dev.syncline.http.load;

import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.RetryableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Several requests of one call of the loader at once. Inserts and updates are dealt out to lanes;
 * deletes come one after the other, because children may go before their parents.
 *
 * <p>Used by one thread; the lanes are its own.
 */
final class Lanes implements AutoCloseable {
  private final int most;
  private @Nullable ExecutorService threads;

  /**
   * @param most how many requests are under way at once
   */
  Lanes(int most) {
    this.most = most;
  }

  /** Some items that are sent one after the other, and what became of them. */
  private static final class Lane {
    private final List<Item> items;
    private final Sending sending;
    private List<WriteResult> results = List.of();
    private @Nullable RetryableException away;

    Lane(List<Item> items, Sending sending) {
      this.items = items;
      this.sending = sending;
    }

    void send() {
      var own = new ArrayList<Item>(items.size());
      for (Item item : items) {
        own.add(item.at(own.size()));
      }
      try {
        results = sending.send(own);
      } catch (RetryableException e) {
        // Nothing of this lane was carried out.
        away = e;
      }
    }

    boolean stopped() {
      return away != null
          || results.stream()
              .anyMatch(
                  one -> one instanceof WriteResult.Retry || one instanceof WriteResult.InDoubt);
    }

    WriteResult result(int index) {
      RetryableException reason = away;
      return reason == null
          ? results.get(index)
          : new WriteResult.Retry(String.valueOf(reason.getMessage()), reason.delay());
    }
  }

  /**
   * Sends the items of one call.
   *
   * @param sendings makes what sends so many items; all of them at once, so that their time is one
   * @param together how many items go into one request, at most
   * @return one result for each, in order
   * @throws RetryableException if nothing of it was carried out, because the API is away
   */
  List<WriteResult> send(List<Item> items, IntFunction<Sending> sendings, int together) {
    if (most == 1) {
      return sendings.apply(items.size()).send(items);
    }
    var phases = new ArrayList<List<Lane>>();
    int from = 0;
    while (from < items.size()) {
      int to = from + 1;
      while (to < items.size() && items.get(to).deletes() == items.get(from).deletes()) {
        to++;
      }
      phases.add(lanes(items.subList(from, to), sendings, together));
      from = to;
    }
    return run(phases, items.size());
  }

  private List<Lane> lanes(List<Item> items, IntFunction<Sending> sendings, int together) {
    int requests = (items.size() + together - 1) / together;
    int perLane = items.get(0).deletes() ? items.size() : together * ((requests + most - 1) / most);
    var lanes = new ArrayList<Lane>();
    for (int from = 0; from < items.size(); from += perLane) {
      List<Item> some = items.subList(from, Math.min(items.size(), from + perLane));
      lanes.add(new Lane(some, sendings.apply(some.size())));
    }
    return lanes;
  }

  private List<WriteResult> run(List<List<Lane>> phases, int items) {
    var results = new ArrayList<WriteResult>(items);
    boolean stopped = false;
    boolean carriedOut = false;
    RetryableException away = null;
    for (List<Lane> lanes : phases) {
      if (!stopped) {
        atOnce(lanes);
      }
      for (Lane lane : lanes) {
        for (int i = 0; i < lane.items.size(); i++) {
          results.add(
              stopped
                  ? new WriteResult.Retry("not sent after what came before it", Optional.empty())
                  : lane.result(i));
        }
        carriedOut |= !stopped && lane.away == null;
        away = lane.away != null ? lane.away : away;
      }
      stopped |= lanes.stream().anyMatch(Lane::stopped);
    }
    if (!carriedOut && away != null) {
      throw away;
    }
    return results;
  }

  private void atOnce(List<Lane> lanes) {
    if (lanes.size() == 1) {
      lanes.get(0).send();
      return;
    }
    List<Callable<Object>> work = new ArrayList<>();
    lanes.forEach(lane -> work.add(Executors.callable(lane::send)));
    try {
      for (Future<Object> done : threads().invokeAll(work)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were under way", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private ExecutorService threads() {
    ExecutorService known = threads;
    if (known == null) {
      known =
          Executors.newFixedThreadPool(
              most,
              work -> {
                var thread = new Thread(work, "syncline-http-writes");
                thread.setDaemon(true);
                return thread;
              });
      threads = known;
    }
    return known;
  }

  @Override
  public void close() {
    ExecutorService known = threads;
    threads = null;
    if (known != null) {
      known.shutdownNow();
    }
  }
}
