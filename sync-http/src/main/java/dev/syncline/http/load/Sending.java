package dev.syncline.http.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Reply;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.client.ResponseFilters.Rule;
import dev.syncline.http.client.Verdict;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the loader: its changes as requests, one after the other. As soon as the API is away,
 * asks to be left alone, or the time is over, the rest is not sent; only the engine sends again.
 */
public final class Sending {
  private static final int LARGEST_ANSWER = 64 << 20;

  private final ApiClient client;
  private final LoaderSettings settings;
  private final Function<Item, Optional<DestinationRef>> keyRef;
  private final ResponseFilters filters;
  private final WriteResult[] results;
  private final Instant lastBegin;
  private final long lastBeginNanos;
  private @Nullable WriteResult rest;
  private final boolean repeatable;
  private boolean begun;

  /** Whether a request of this call may have been carried out. */
  private boolean decided;

  /**
   * A call that has sent nothing yet.
   *
   * @param keyRef the reference of a record whose key names it
   * @param repeatable whether everything may be sent again
   * @param time until when requests may begin
   */
  public Sending(
      ApiClient client,
      LoaderSettings settings,
      Function<Item, Optional<DestinationRef>> keyRef,
      int changes,
      boolean repeatable,
      Duration time) {
    this.client = client;
    this.settings = settings;
    this.keyRef = keyRef;
    this.filters = client.filters(settings.filters());
    this.repeatable = repeatable;
    this.results = new WriteResult[changes];
    this.lastBegin = client.clock().instant().plus(time);
    this.lastBeginNanos = System.nanoTime() + time.toNanos();
  }

  /** Sends the items; one result for each, in order. */
  public List<WriteResult> send(List<Item> items) {
    int from = 0;
    while (from < items.size()) {
      Item first = items.get(from);
      Optional<Operation> operation = settings.operation(first);
      if (operation.isEmpty()) {
        String missing = first.deletes() ? "delete" : "update";
        results[first.row()] =
            new WriteResult.Rejected(
                "the destination's definition does not say how to "
                    + missing
                    + " a record: give '"
                    + missing
                    + "'");
        from++;
        continue;
      }
      int to = from + 1;
      int most = operation.get().bulk().map(Bulk::size).orElse(1);
      while (to < items.size() && to - from < most && items.get(to).change() == first.change()) {
        to++;
      }
      send(items.subList(from, to), operation.get());
      from = to;
    }
    return List.of(results);
  }

  private void send(List<Item> items, Operation operation) {
    WriteResult stopped = rest;
    if (stopped != null) {
      set(items, stopped);
      return;
    }
    ApiRequest request;
    try {
      request = request(items, operation);
    } catch (PermanentException | IllegalStateException e) {
      // Nothing leads to this record; the others are sent.
      set(items, new WriteResult.Rejected(String.valueOf(e.getMessage())));
      return;
    }
    Duration left = left();
    Turn turn = client.await(left.isNegative() ? Duration.ZERO : left);
    if (!turn.now()) {
      stop(items, new WriteResult.Retry(turn.reason(), Optional.of(turn.delay())));
      return;
    }
    boolean late = left().isNegative();
    if (late && begun) {
      client.unused();
      stop(items, new WriteResult.Retry("the time for this batch was over", Optional.empty()));
      return;
    }
    begun = true;
    Reply reply = client.send(request, settings.filters(), new Cancellation());
    take(reply, items, operation, client.where(request));
  }

  private ApiRequest request(List<Item> items, Operation operation) {
    if (operation.bulk().isPresent()) {
      return operation.together(items, operation.bulk().get());
    }
    Item item = items.get(0);
    ApiRequest request = operation.single(item);
    return item.inserts() && settings.keyHeader().isPresent()
        ? request.header(settings.keyHeader().get(), item.idempotencyKey())
        : request;
  }

  private Duration left() {
    Duration byClock = Duration.between(client.clock().instant(), lastBegin);
    Duration byNanos = Duration.ofNanos(lastBeginNanos - System.nanoTime());
    return byClock.compareTo(byNanos) < 0 ? byClock : byNanos;
  }

  /**
   * If the API as a whole is away, that is not for the records to suffer. To the engine, the batch
   * is in doubt by the exception, but nothing of it was carried out.
   */
  private void take(Reply reply, List<Item> items, Operation operation, String where) {
    boolean heard = !(reply instanceof Reply.NotSent) && !(reply instanceof Reply.RateLimited);
    decided |= heard;
    if (reply instanceof Reply.Success success) {
      try (Answer answer = success.answer()) {
        answered(answer, items, operation, where);
      }
    } else if (reply instanceof Reply.RateLimited limited) {
      if (repeatable && !decided) {
        throw RetryableException.of(limited.reason(), limited.delay());
      }
      stop(items, new WriteResult.Retry(limited.reason(), limited.delay()));
    } else if (reply instanceof Reply.NotSent notSent) {
      if (!decided) {
        throw new RetryableException(notSent.reason(), null);
      }
      stop(items, new WriteResult.Retry(notSent.reason(), Optional.empty()));
    } else if (reply instanceof Reply.InDoubt doubt) {
      set(items, new WriteResult.InDoubt(doubt.reason(), doubt.over()));
      rest =
          new WriteResult.Retry(
              "not sent, because the one before got no answer: " + doubt.reason(), doubt.delay());
    } else if (reply instanceof Reply.Refused refused) {
      refused(refused, items, operation);
    } else {
      ignored(items, where);
    }
  }

  /** The API carries out a request as a whole or refuses it: halves of it are other requests. */
  private void refused(Reply.Refused refused, List<Item> items, Operation operation) {
    if (items.size() > 1) {
      int middle = items.size() / 2;
      send(items.subList(0, middle), operation);
      send(items.subList(middle, items.size()), operation);
      return;
    }
    Item item = items.get(0);
    boolean gone = (refused.status() == 404 || refused.status() == 410) && !item.inserts();
    results[item.row()] =
        gone ? new WriteResult.Gone() : new WriteResult.Rejected(refused.reason());
  }

  private void ignored(List<Item> items, String where) {
    for (Item item : items) {
      results[item.row()] =
          item.ref()
              .map(ref -> (WriteResult) WriteResult.Written.as(ref))
              .orElseGet(() -> new WriteResult.InDoubt(where + " answered nothing that names it"));
    }
  }

  private void answered(Answer answer, List<Item> items, Operation operation, String where) {
    boolean silent =
        filters.paths().isEmpty()
            && operation.bulk().isEmpty()
            && (!items.get(0).inserts() || operation.id().isEmpty());
    Object document = null;
    if (!silent) {
      try {
        document = JsonText.read(answer.text(LARGEST_ANSWER)).orElse(null);
      } catch (IOException e) {
        set(
            items,
            new WriteResult.InDoubt(
                where
                    + " broke off in its answer: "
                    + client.masked(String.valueOf(e.getMessage()))));
        return;
      }
    }
    Object said = document;
    Optional<Rule> rule =
        filters.rule(answer.status(), path -> Optional.ofNullable(path.in(said)), "");
    if (rule.isPresent() && rule.get().then() != Verdict.SUCCESS) {
      judged(rule.get(), items, where);
    } else if (operation.bulk().isPresent()) {
      var bulk = new BulkAnswer(operation.bulk().get(), keyRef, client::masked);
      List<WriteResult> told = bulk.results(said, items);
      for (int i = 0; i < items.size(); i++) {
        results[items.get(i).row()] = told.get(i);
      }
    } else {
      Item item = items.get(0);
      results[item.row()] = written(answer, said, item, operation, where);
    }
  }

  /** What an answer that worked by its status says in its content. */
  private void judged(Rule rule, List<Item> items, String where) {
    String reason = where + " says so in its answer" + rule.message().map(m -> ": " + m).orElse("");
    switch (rule.then()) {
      case IGNORE -> ignored(items, where);
      case RATE_LIMITED -> stop(items, new WriteResult.Retry(reason, Optional.empty()));
      case RETRY -> set(items, new WriteResult.InDoubt(reason));
      default -> set(items, new WriteResult.Rejected(reason));
    }
  }

  private WriteResult written(
      Answer answer, @Nullable Object said, Item item, Operation operation, String where) {
    if (!item.inserts() && item.ref().isPresent()) {
      return WriteResult.Written.as(item.ref().get());
    }
    Optional<DestinationRef> ref =
        operation
            .idHeader()
            .flatMap(answer::header)
            .map(place -> DestinationRef.of(place.substring(place.lastIndexOf('/') + 1)));
    if (ref.isEmpty() && operation.id().isPresent()) {
      Object id = operation.id().get().in(said);
      ref =
          id == null || id instanceof Map || id instanceof List
              ? Optional.empty()
              : Optional.of(DestinationRef.of(id));
    } else if (ref.isEmpty()) {
      ref = keyRef.apply(item);
    }
    return ref.map(named -> (WriteResult) WriteResult.Written.as(named))
        .orElseGet(
            () ->
                new WriteResult.InDoubt(
                    where
                        + " answered no '"
                        + operation.id().orElse(null)
                        + "' of the new record"));
  }

  private void set(List<Item> items, WriteResult result) {
    items.forEach(item -> results[item.row()] = result);
  }

  private void stop(List<Item> items, WriteResult.Retry result) {
    set(items, result);
    rest = result;
  }
}
