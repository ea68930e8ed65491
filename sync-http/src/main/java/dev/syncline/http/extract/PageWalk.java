package dev.syncline.http.extract;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.client.ResponseFilters.Rule;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonRecords;
import dev.syncline.http.limit.AskedDelay;
import dev.syncline.http.page.PageEnd;
import dev.syncline.http.page.Pagination;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.http.wire.TooLarge;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the pages of a list, record by record. A page that breaks off is asked for again and
 * gone on with where it broke off; when that may be tried is for the engine to say.
 *
 * <p>Belongs to one thread.
 */
public final class PageWalk implements Walk {
  private static final String CHANGED =
      "a page that broke off had changed when it was asked for again";

  private final ApiClient client;
  private final Listing listing;
  private final Optional<JsonPath> extra;
  private final PageAsking asking;
  private final ResponseFilters filters;
  private final DriftWatch drift;
  private final String where;
  private String position;
  private long skip;
  private String lastKey;
  private long read;
  private long inPage;
  private long fresh;
  private int pages;
  private final Set<String> ties = new HashSet<>();
  private String tieOf = "";
  private long bytes;
  private boolean done;
  private @Nullable Place atEnd;
  private @Nullable Answer answer;
  private @Nullable JsonRecords records;
  private Optional<Map<String, @Nullable Object>> last = Optional.empty();
  private Optional<HttpHeaders> firstHeaders = Optional.empty();
  private Optional<Object> extraValue = Optional.empty();

  /**
   * A walk that has asked for nothing yet.
   *
   * @param parameters of an incremental reading
   * @param extra a single value around the records that is wanted, too
   * @param start where to begin
   */
  public PageWalk(
      ApiClient client,
      Listing listing,
      Map<String, Object> parameters,
      Optional<JsonPath> extra,
      Place start,
      Cancellation cancellation) {
    this.client = client;
    this.listing = listing;
    this.extra = extra;
    this.asking = new PageAsking(client, listing, parameters, cancellation);
    this.filters = client.filters(listing.filters());
    this.position = start.position();
    this.skip = start.skip();
    this.lastKey = start.lastKey();
    this.read = start.read();
    Pagination pagination = listing.pages().pagination();
    this.drift = new DriftWatch(pagination.overlap(), pagination.shifts(), start.total());
    this.where = client.where(ApiRequest.of(listing.template().method(), listing.path()));
  }

  @Override
  public Step next(Duration maxWait) {
    while (true) {
      if (records == null) {
        if (done) {
          return new Step.Done();
        }
        Optional<Step> instead = openPage(maxWait);
        if (instead.isPresent()) {
          return instead.get();
        }
        continue;
      }
      Optional<Map<String, @Nullable Object>> record;
      try {
        record = records.next();
      } catch (IOException e) {
        return broken(e);
      }
      if (record.isEmpty()) {
        Optional<Step> instead = endPage(records);
        if (instead.isPresent()) {
          return instead.get();
        }
      } else if (isNew(record.get())) {
        return new Step.Item(record.get());
      }
    }
  }

  private boolean isNew(Map<String, @Nullable Object> record) {
    inPage++;
    String key = drift.compares() ? listing.keyOf(record) : "";
    boolean again =
        drift.comesAgain(key, inPage) || tied(record).filter(tie -> !ties.add(tie)).isPresent();
    last = Optional.of(record);
    fresh += again ? 0 : 1;
    if (inPage <= skip) {
      if (inPage == skip && !listing.keyOf(record).equals(lastKey)) {
        drift.notice(CHANGED);
      }
      return false;
    }
    return !again;
  }

  /** A record that comes again as it was; a changed one has another number, and is new. */
  private Optional<String> tied(Map<String, @Nullable Object> record) {
    Optional<String> number = listing.pages().pagination().tie(record);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!number.get().equals(tieOf)) {
      tieOf = number.get();
      ties.clear();
    }
    return Optional.of(listing.keyOf(record)).filter(key -> !key.isEmpty());
  }

  private Optional<Step> openPage(Duration maxWait) {
    PageAsking.Told told = asking.ask(position, maxWait);
    if (told.answer().isPresent()) {
      return read(told.answer().get());
    }
    if (told.instead().isEmpty()) {
      done = true;
      drift.allEnds(read);
    }
    return told.instead();
  }

  private Optional<Step> read(Answer opened) {
    answer = opened;
    if (firstHeaders.isEmpty()) {
      firstHeaders = Optional.of(opened.headers());
    }
    inPage = 0;
    fresh = 0;
    var wanted = new LinkedHashSet<>(listing.pages().pagination().wanted());
    wanted.addAll(filters.paths());
    extra.ifPresent(wanted::add);
    try {
      records =
          new JsonRecords(
              opened.body(client.limits().documentBytes()),
              listing.records(),
              wanted,
              client.limits(),
              where);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(broken(e));
    }
  }

  private Step broken(IOException e) {
    boolean tooLarge = e instanceof TooLarge;
    pageAgain();
    String reason =
        where
            + " broke off after "
            + inPage
            + " records of a page: "
            + client.masked(String.valueOf(e.getMessage()));
    if (tooLarge) {
      throw new PermanentException(reason, e);
    }
    return new Step.Wait(new Poll.Retry(reason, Optional.empty()));
  }

  private void pageAgain() {
    lastKey = keyOfLast();
    skip = Math.max(skip, inPage);
    drift.pageAgain();
    closePage();
  }

  /** The key of the record that is the last one behind us. */
  private String keyOfLast() {
    return inPage > skip ? last.map(listing::keyOf).orElse("") : lastKey;
  }

  private Optional<Step> endPage(JsonRecords whole) {
    Answer page = Objects.requireNonNull(answer, "a page is open");
    Optional<Rule> rule = filters.rule(page.status(), whole::value, "");
    if (rule.isPresent()) {
      Optional<Step> instead = judged(rule.get(), page);
      if (instead.isPresent() || done) {
        return instead;
      }
    }
    whole.requireRecords();
    if (inPage < skip) {
      drift.notice(CHANGED);
    }
    Place here = place();
    read += fresh;
    var end = new PageEnd(inPage, read, whole::value, page.headers(), last, page.uri());
    Optional<Long> total = listing.pages().ends().total(end);
    drift.pageEnds(total);
    if (total.isEmpty() && listing.pages().watchesTotalOnly() && inPage > 0) {
      drift.notice("an answer does not tell the 'total' that the definition names");
    }
    // Told later than the first record was read, it says nothing of what changed in between.
    if (pages == 0 && skip == 0) {
      extraValue = extra.flatMap(whole::value);
    }
    pages++;
    Optional<String> next = listing.pages().pagination().next(position, end);
    if (next.isEmpty()) {
      done = true;
      atEnd = here;
      drift.allEnds(read);
    } else if (pages >= listing.pages().most()) {
      throw new PermanentException(
          where + " has more than " + pages + " pages; raise 'maxPages' if that is right");
    }
    position = next.orElse(position);
    skip = 0;
    lastKey = "";
    inPage = 0;
    last = Optional.empty();
    closePage();
    return Optional.empty();
  }

  /** An answer that worked by its status may say something else in its content. */
  private Optional<Step> judged(Rule rule, Answer page) {
    String reason = where + " says so in its answer" + rule.message().map(m -> ": " + m).orElse("");
    switch (rule.then()) {
      case SUCCESS -> {
        return Optional.empty();
      }
      case IGNORE -> {
        closePage();
        done = true;
        return Optional.empty();
      }
      case RETRY, RATE_LIMITED -> {
        Optional<Duration> delay = AskedDelay.of(page.headers(), client.clock().instant());
        pageAgain();
        return Optional.of(new Step.Wait(new Poll.Retry(reason, delay)));
      }
      default -> throw new PermanentException(reason);
    }
  }

  @Override
  public Place place() {
    if (atEnd != null) {
      return atEnd;
    }
    Pagination pages = listing.pages().pagination();
    if (pages.byRecord() && last.isPresent()) {
      return new Place(pages.behind(last.get()), 0, "", read + fresh, drift.total());
    }
    return new Place(position, Math.max(skip, inPage), keyOfLast(), read, drift.total());
  }

  @Override
  public Optional<String> drifted() {
    return drift.noticed();
  }

  @Override
  public Optional<HttpHeaders> firstHeaders() {
    return firstHeaders;
  }

  @Override
  public Optional<Object> extraValue() {
    return extraValue;
  }

  @Override
  public long requests() {
    return asking.requests();
  }

  @Override
  public long bytes() {
    Answer open = answer;
    return bytes + (open == null ? 0 : open.bytes());
  }

  private void closePage() {
    Answer open = answer;
    if (open != null) {
      bytes += open.bytes();
      open.close();
    }
    answer = null;
    records = null;
  }

  @Override
  public void close() {
    closePage();
    done = true;
  }
}
