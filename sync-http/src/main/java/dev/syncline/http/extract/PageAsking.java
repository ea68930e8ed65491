package dev.syncline.http.extract;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Reply;
import dev.syncline.http.extract.Walk.Step;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.page.PageRequest;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks for the pages of a list. Belongs to one thread. */
final class PageAsking {
  /** Longer waits for a turn are the engine's: it keeps the lease, and can be stopped. */
  private static final Duration LEFT_TO_THE_ENGINE = Duration.ofSeconds(60);

  private final ApiClient client;
  private final Listing listing;
  private final Map<String, Object> parameters;
  private final Cancellation cancellation;
  private long requests;

  /**
   * What became of it: an answer, or something instead of it, or neither if there is no such page.
   */
  record Told(Optional<Answer> answer, Optional<Step> instead) {
    static final Told NOTHING = new Told(Optional.empty(), Optional.empty());

    static Told wait(Poll poll) {
      return new Told(Optional.empty(), Optional.of(new Step.Wait(poll)));
    }
  }

  PageAsking(
      ApiClient client,
      Listing listing,
      Map<String, Object> parameters,
      Cancellation cancellation) {
    this.client = client;
    this.listing = listing;
    this.parameters = parameters;
    this.cancellation = cancellation;
  }

  long requests() {
    return requests;
  }

  /**
   * Asks for a page.
   *
   * @param maxWait how long to wait for the turn to ask
   */
  Told ask(String position, Duration maxWait) {
    Turn turn = client.await(maxWait);
    if (!turn.now()) {
      boolean brief = turn.delay().compareTo(LEFT_TO_THE_ENGINE) <= 0;
      return Told.wait(
          brief ? new Poll.Idle() : new Poll.Retry(turn.reason(), Optional.of(turn.delay())));
    }
    requests++;
    Reply reply = client.send(request(position), listing.filters(), cancellation);
    if (reply instanceof Reply.Success success) {
      return new Told(Optional.of(success.answer()), Optional.empty());
    }
    if (reply instanceof Reply.Ignored) {
      return Told.NOTHING;
    }
    if (reply instanceof Reply.Refused refused) {
      throw new PermanentException(refused.reason());
    }
    Optional<Duration> delay = Optional.empty();
    if (reply instanceof Reply.RateLimited limited) {
      delay = limited.delay();
    } else if (reply instanceof Reply.InDoubt doubt) {
      delay = doubt.delay();
    }
    return Told.wait(new Poll.Retry(ApiClient.reason(reply), delay));
  }

  private ApiRequest request(String position) {
    PageRequest page = listing.pages().pagination().request(position);
    var query = new LinkedHashMap<>(parameters);
    if (page.address().isPresent()) {
      return listing.template().request(listing.path(), query, Map.of()).at(page.address().get());
    }
    boolean inBody = listing.pages().inBody();
    if (!inBody) {
      query.putAll(page.parameters());
    }
    return listing.template().request(listing.path(), query, inBody ? page.parameters() : Map.of());
  }
}
