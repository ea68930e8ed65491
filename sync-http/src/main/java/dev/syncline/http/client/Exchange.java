package dev.syncline.http.client;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.http.auth.Credentials;
import dev.syncline.http.auth.Credentials.Proof;
import dev.syncline.http.client.ResponseFilters.Rule;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.limit.AskedDelay;
import dev.syncline.http.limit.Throttle;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.http.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request until its answer means something: with credentials, which are renewed once; behind
 * redirects, where it reads and the way is allowed. Used once, by one thread.
 */
final class Exchange {
  private static final int MOST_REDIRECTS = 5;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int LARGEST_ERROR = 64 << 10;
  private static final int LONGEST_REASON = 300;

  private final ClientSettings settings;
  private final Credentials credentials;
  private final Throttle throttle;
  private final Wire wire;
  private final SecretMask mask;
  private final Clock clock;
  private final ApiRequest request;
  private final ResponseFilters filters;
  private final Cancellation cancellation;
  private final Function<Duration, Turn> again;
  private final String where;
  private URI uri;
  private @Nullable Proof proof;
  private boolean renewed;
  private int redirects;

  /**
   * @param again gives the place in the throttle back, and waits for another turn, at most so long
   */
  Exchange(
      ClientSettings settings,
      Credentials credentials,
      Throttle throttle,
      Wire wire,
      SecretMask mask,
      Clock clock,
      ApiRequest request,
      ResponseFilters filters,
      Cancellation cancellation,
      Function<Duration, Turn> again) {
    this.settings = settings;
    this.credentials = credentials;
    this.throttle = throttle;
    this.wire = wire;
    this.mask = mask;
    this.clock = clock;
    this.request = request;
    this.filters = filters;
    this.cancellation = cancellation;
    this.again = again;
    this.uri = request.uri(settings.base().toString());
    String origin = Origins.of(uri).replaceFirst(":(80|443)$", "");
    this.where = mask.in(request.method() + " " + origin + uri.getRawPath());
  }

  Reply send() {
    // All of it in one time, renewed tokens included: nothing is sent later than that.
    long end = System.nanoTime() + settings.timeout().toNanos();
    while (true) {
      Answer answer;
      try {
        HttpRequest signed = signed();
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
          return new Reply.NotSent(where + " was not sent: its time was up before");
        }
        answer = wire.send(signed, left, cancellation);
      } catch (RetryableException e) {
        // No token, so nothing was sent.
        return new Reply.RateLimited(String.valueOf(e.getMessage()), e.delay());
      } catch (Wire.NotSent | UnknownHostException e) {
        return new Reply.NotSent(where + " was not sent: " + mask.in(said(e)));
      } catch (Wire.Untrusted e) {
        throw new PermanentException(where + " was not sent: " + mask.in(said(e)), e);
      } catch (IOException e) {
        return new Reply.InDoubt(
            where + " has no answer: " + mask.in(said(e)), Optional.empty(), false);
      }
      Optional<Reply> reply = read(answer);
      if (reply.isPresent()) {
        return reply.get();
      }
      Turn turn = again.apply(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (!turn.now()) {
        return new Reply.RateLimited(turn.reason(), Optional.of(turn.delay()));
      }
    }
  }

  /** Others may come from a gateway, which does not know what its backend is still doing. */
  private static boolean isOver(int status) {
    return status == SERVER_ERROR || status == NOT_IMPLEMENTED;
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private HttpRequest signed() throws UnknownHostException {
    boolean trusted = settings.origins().trusts(uri);
    var query = new ArrayList<Map.Entry<String, String>>();
    var builder = HttpRequest.newBuilder();
    builder.setHeader("Accept", "application/json").setHeader("Accept-Encoding", "gzip");
    if (trusted) {
      Proof shown = credentials.proof();
      proof = shown;
      for (var headers : List.of(settings.headers(), request.headers(), shown.headers())) {
        headers.forEach((name, value) -> set(builder, name, value));
      }
      shown.query().entrySet().stream().filter(entry -> !has(entry.getKey())).forEach(query::add);
    } else {
      settings.origins().requirePublic(uri);
    }
    request.body().ifPresent(body -> builder.setHeader("Content-Type", "application/json"));
    return builder
        .uri(ApiRequest.with(uri, query))
        .method(
            request.method(),
            request.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()))
        .build();
  }

  private static void set(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      // Its message shows the value, which may be a secret: it is not even the cause.
      throw new PermanentException(
          "the header '"
              + name
              + "' cannot be sent: it is reserved, or holds a character that no header can carry");
    }
  }

  /** The link to the next page may hold the key already. */
  private boolean has(String parameter) {
    String query = uri.getRawQuery();
    return query != null && ("&" + query).contains("&" + ApiRequest.encoded(parameter) + "=");
  }

  /** What an answer means; empty if the request has to be sent once more. */
  private Optional<Reply> read(Answer answer) {
    AskedDelay.whenUsedUp(answer.headers(), clock.instant())
        .ifPresent(time -> throttle.block(time, "the API says that no requests are left for now"));
    int status = answer.status();
    if (status != TOO_MANY) {
      throttle.accepted();
    }
    if (status / 100 == 3 && status != 304) {
      try (answer) {
        return redirected(answer);
      }
    }
    if (status / 100 == 2) {
      // Rules about the content are for who reads it.
      Optional<Rule> rule =
          filters.rules().stream()
              .filter(one -> one.path().isEmpty() && one.contains().isEmpty())
              .filter(one -> one.statusFits(status))
              .findFirst();
      if (rule.isEmpty() || rule.get().then() == Verdict.SUCCESS) {
        return Optional.of(new Reply.Success(answer));
      }
    }
    String text = text(answer);
    Function<JsonPath, Optional<Object>> values =
        path -> JsonText.read(text).flatMap(json -> Optional.ofNullable(path.in(json)));
    Optional<Rule> rule = filters.rule(status, values, text);
    return reply(
        rule.map(Rule::then).orElse(ResponseFilters.usual(status)),
        answer,
        text,
        rule.flatMap(Rule::message));
  }

  private Optional<Reply> reply(
      Verdict verdict, Answer answer, String text, Optional<String> message) {
    int status = answer.status();
    String reason = where + " answered with status " + status + message(text, message);
    Optional<Duration> delay = AskedDelay.of(answer.headers(), clock.instant());
    return switch (verdict) {
      case SUCCESS, IGNORE -> Optional.of(new Reply.Ignored());
      case RETRY -> Optional.of(new Reply.InDoubt(reason, delay, isOver(status)));
      case RATE_LIMITED -> {
        yield Optional.of(new Reply.RateLimited(reason, throttle.refused(delay, reason)));
      }
      case FAIL -> Optional.of(new Reply.Refused(status, reason));
      case REFRESH_TOKEN -> {
        Proof refused = proof;
        if (refused == null || renewed || !credentials.renew(refused)) {
          throw new PermanentException(
              reason + "; the API does not accept the credentials of the connection");
        }
        renewed = true;
        yield Optional.empty();
      }
    };
  }

  private String message(String text, Optional<String> message) {
    if (message.isPresent()) {
      return ": " + message.get();
    }
    String line = mask.in(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
  }

  private Optional<Reply> redirected(Answer answer) {
    String target = answer.header("Location").orElse("");
    if (!request.reads() || target.isEmpty()) {
      String reason = where + " answered with a redirect, which is not followed when writing";
      return Optional.of(new Reply.Refused(answer.status(), reason));
    }
    redirects++;
    if (redirects > MOST_REDIRECTS) {
      throw new PermanentException(
          where + " was redirected more than " + MOST_REDIRECTS + " times");
    }
    try {
      uri = uri.resolve(target);
    } catch (IllegalArgumentException e) {
      throw new PermanentException(where + " was redirected to something that is no address");
    }
    settings.origins().trusts(uri);
    return Optional.empty();
  }

  private static String text(Answer answer) {
    try (answer) {
      return answer.text(LARGEST_ERROR);
    } catch (IOException e) {
      // The status is enough.
      return "";
    }
  }
}
