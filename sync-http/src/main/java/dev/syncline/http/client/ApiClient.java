package dev.syncline.http.client;

import dev.syncline.api.Check;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.Options;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.SyncException;
import dev.syncline.http.auth.CredentialSettings;
import dev.syncline.http.auth.Credentials;
import dev.syncline.http.json.ReadLimits;
import dev.syncline.http.limit.Throttle;
import dev.syncline.http.limit.ThrottleSettings;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.secret.SecretMask;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.http.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * An API, reached with one credential: shared by all syncs of an engine that name the connection.
 *
 * <p><b>Lifecycle.</b> Connects at its first request.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Errors.</b> What became of a request is a {@link Reply}. A credential or a certificate that
 * is refused, or a way to a place where no request may go, is a {@link
 * dev.syncline.api.error.PermanentException}.
 */
public final class ApiClient implements Connection {
  /** Waits that are longer are left to the engine: it keeps the lease, and can be stopped. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** What a configuration may say of an API. */
  public static final Options OPTIONS = ClientSettings.OPTIONS;

  private final ClientSettings settings;
  private final Credentials credentials;
  private final Throttle throttle;
  private final SecretMask mask;
  private final Wire wire;
  private final Clock clock;
  private final Pause pause;

  /**
   * A client that has sent nothing yet.
   *
   * @param config what a configuration says of the API
   * @param pause lets short waits pass
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public ApiClient(ComponentConfig config, Clock clock, Pause pause) {
    this(
        config,
        clock,
        pause,
        new Throttle(ThrottleSettings.of(config.optionalSection("throttle")), clock));
  }

  private ApiClient(ComponentConfig config, Clock clock, Pause pause, Throttle throttle) {
    this.clock = clock;
    this.pause = pause;
    this.settings = ClientSettings.of(config);
    this.mask = new SecretMask();
    this.wire =
        Wire.of(
            settings.connectTimeout(),
            settings.timeout(),
            TrustStore.of(config.optionalSection("trustStore"), mask),
            settings.proxy(),
            settings.http2());
    this.credentials = CredentialSettings.of(config.optionalSection("auth"), wire, mask, clock);
    this.throttle = throttle;
  }

  /** Another API that counts its requests together with this one. */
  public ApiClient beside(ComponentConfig config) {
    return new ApiClient(config, clock, pause, throttle);
  }

  /**
   * Waits until a request may be sent, at most so long. What may be sent was counted, and must be
   * sent.
   */
  public Turn await(Duration most) {
    Duration left = most;
    while (true) {
      Turn turn = throttle.enter();
      if (turn.now() || turn.delay().compareTo(LONGEST_WAIT) > 0 || left.isZero()) {
        return turn;
      }
      Duration step = turn.delay().compareTo(left) < 0 ? turn.delay() : left;
      try {
        pause.pass(step);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return turn;
      }
      left = left.minus(step);
    }
  }

  /** Sends a request whose turn it is; the answer is read by who asked. */
  public Reply send(ApiRequest request, ResponseFilters filters, Cancellation cancellation) {
    var placed = new AtomicBoolean(true);
    Function<Duration, Turn> again =
        most -> {
          // First: where one request goes at a time, this place is the one that it waits for.
          placed.set(false);
          throttle.leave();
          Turn turn = await(most);
          placed.set(turn.now());
          return turn;
        };
    try {
      return exchange(request, filters, cancellation, again).send();
    } finally {
      if (placed.get()) {
        throttle.leave();
      }
    }
  }

  /** What was counted is not sent after all. */
  public void unused() {
    throttle.leave();
  }

  private Exchange exchange(
      ApiRequest request,
      ResponseFilters filters,
      Cancellation cancellation,
      Function<Duration, Turn> again) {
    return new Exchange(
        settings,
        credentials,
        throttle,
        wire,
        mask,
        clock,
        request,
        filters.before(settings.filters()),
        cancellation,
        again);
  }

  /** The filters of the connection, behind those of a part of it. */
  public ResponseFilters filters(ResponseFilters own) {
    return own.before(settings.filters());
  }

  /** How much of an answer is taken. */
  public ReadLimits limits() {
    return settings.limits();
  }

  /** How long an answer may take, its body included. */
  public Duration timeout() {
    return settings.timeout();
  }

  /** The engine's clock. */
  public Clock clock() {
    return clock;
  }

  /** A text of the other side's without our secrets. */
  public String masked(String text) {
    return mask.in(text);
  }

  /** A request as messages name it: without parameters, which may be secret. */
  public String where(ApiRequest request) {
    URI uri = request.uri(settings.base().toString());
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return mask.in(request.method() + " " + Origins.of(uri).replaceFirst(":(80|443)$", "") + path);
  }

  /**
   * Makes sure that the API answers and accepts us.
   *
   * @throws RetryableException if it does not answer now
   * @throws PermanentException if it does not accept us
   */
  public void requireReachable() {
    ApiRequest request = ApiRequest.of("GET", settings.checkPath());
    Turn turn = await(LONGEST_WAIT);
    if (!turn.now()) {
      throw new RetryableException(turn.reason(), turn.delay(), null);
    }
    Reply reply = send(request, ResponseFilters.NONE, new Cancellation());
    if (reply instanceof Reply.Success success) {
      success.answer().close();
    } else if (reply instanceof Reply.NotSent || reply instanceof Reply.InDoubt) {
      throw new RetryableException(reason(reply), null);
    } else if (reply instanceof Reply.RateLimited limited && limited.delay().isPresent()) {
      throw RetryableException.of(limited.reason(), limited.delay());
    }
  }

  @Override
  public Check check() {
    ApiRequest request = ApiRequest.of("GET", settings.checkPath());
    try {
      Turn turn = await(Duration.ofSeconds(1));
      if (!turn.now()) {
        return Check.passed("not asked: " + turn.reason());
      }
      Reply reply = send(request, ResponseFilters.NONE, new Cancellation());
      if (reply instanceof Reply.Success success) {
        success.answer().close();
        return Check.passed(where(request) + " answers");
      }
      if (reply instanceof Reply.Refused refused && refused.status() != 403) {
        return Check.passed(where(request) + " answers with status " + refused.status());
      }
      return Check.failed(reason(reply));
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Why something did not work. */
  public static String reason(Reply reply) {
    if (reply instanceof Reply.RateLimited limited) {
      return limited.reason();
    }
    if (reply instanceof Reply.NotSent notSent) {
      return notSent.reason();
    }
    if (reply instanceof Reply.InDoubt doubt) {
      return doubt.reason();
    }
    return reply instanceof Reply.Refused refused ? refused.reason() : "it worked";
  }

  /** The connections of the JDK's client end by themselves when nobody uses them. */
  @Override
  public void close() {}

  /** The address. */
  @Override
  public String toString() {
    return "ApiClient[" + settings.base() + "]";
  }
}
