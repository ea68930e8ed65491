package dev.syncline.smartsuite.client;

import dev.syncline.api.Check;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Connection;
import dev.syncline.api.error.SyncException;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.Pause;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.wire.Cancellation;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace, reached with one key: shared, with its limits, by all syncs of an engine that name
 * the connection.
 *
 * <p><b>Limits.</b> The API counts requests in each second of its clock, allows five, and after a
 * sixth refuses everything for half a minute. Four requests a second, evenly spread, are never more
 * than five in a second of another clock. A refusal is waited out; three refusals in a row, each
 * after the whole wait, are taken as a month's quota that is used up.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class SmartSuiteClient implements Connection {
  private static final String URL = "https://app.smartsuite.com/api/v1";
  private static final String WEBHOOKS =
      "https://webhooks.smartsuite.com/smartsuite.webhooks.engine.Webhooks";
  private static final double PACE = 4;
  private static final int MOST_PER_SECOND = 5;
  private static final int REFUSALS = 3;

  private final String account;
  private final ApiClient api;
  private final ApiClient webhooks;

  /**
   * A client that has sent nothing yet.
   *
   * @param config the settings of the connection
   * @param pause lets short waits pass
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public SmartSuiteClient(ComponentConfig config, Clock clock, Pause pause) {
    config.allow(ConnectionOptions.ALL.names());
    this.account = config.string("account");
    if (!account.matches("[A-Za-z0-9]+")) {
      throw config.error(
          "account", "'account' is the id of the workspace, 8 characters, not '" + account + "'");
    }
    if (!config.has("token")) {
      throw config.error("token", "'token' is missing: the key of the API");
    }
    this.api = new ApiClient(http(config, "url", URL), clock, pause);
    this.webhooks = api.beside(http(config, "webhooksUrl", WEBHOOKS));
  }

  /** The same settings as a connection to any API has. */
  private static ComponentConfig http(ComponentConfig config, String url, String usual) {
    var auth = new LinkedHashMap<String, Object>();
    auth.put("type", "api-key");
    auth.put("name", "Authorization");
    auth.put("prefix", "Token ");
    auth.put("key", config.values().get("token"));
    var throttle = new LinkedHashMap<String, Object>();
    throttle.put("requestsPerSecond", config.number("requestsPerSecond", PACE));
    throttle.put("burst", 1);
    throttle.put("perClockSecond", MOST_PER_SECOND);
    throttle.put("penalty", config.optionalString("penalty").orElse("30s"));
    throttle.put("refusals", REFUSALS);
    if (config.has("monthlyQuota")) {
      throttle.put("perMonth", config.integer("monthlyQuota", 0, 1, Integer.MAX_VALUE));
    }
    ComponentConfig http =
        config
            .without("account")
            .without("token")
            .without("requestsPerSecond")
            .without("penalty")
            .without("monthlyQuota")
            .without("webhooksUrl")
            .with("url", config.optionalString(url).orElse(usual))
            .with("headers", Map.of("ACCOUNT-ID", config.string("account")))
            .with("throttle", throttle);
    return http.with("auth", auth);
  }

  /** The id of the workspace. */
  public String account() {
    return account;
  }

  /** The client of the API. */
  public ApiClient api() {
    return api;
  }

  /** The client of the webhooks, with the same limits. */
  public ApiClient webhooks() {
    return webhooks;
  }

  /** One object; empty if there is none. */
  public Optional<Map<String, @Nullable Object>> object(ApiRequest request) {
    return object(api, request);
  }

  /** One object of one of the two clients; empty if there is none. */
  public Optional<Map<String, @Nullable Object>> object(ApiClient of, ApiRequest request) {
    return asking(of).record(request, JsonPath.ROOT);
  }

  /** The records of an answer, at a place in it. */
  public List<Map<String, @Nullable Object>> list(ApiRequest request, String place) {
    return asking(api).records(request, JsonPath.of(place));
  }

  /** Something whose answer says nothing more than that it worked. */
  public void tell(ApiRequest request) {
    tell(api, request);
  }

  /** The same, of one of the two clients. */
  public void tell(ApiClient of, ApiRequest request) {
    asking(of).tell(request);
  }

  private static Asking asking(ApiClient of) {
    return new Asking(of, ResponseFilters.NONE, new Cancellation());
  }

  /** Asks for the solutions. */
  @Override
  public Check check() {
    return check(() -> tell(ApiRequest.of("GET", "/solutions/")));
  }

  /** Tests that the API answers what is asked for; does not throw. */
  public Check check(Runnable asking) {
    try {
      asking.run();
      return Check.passed(api + " answers");
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    }
  }

  /** The clients keep nothing open. */
  @Override
  public void close() {}

  /** The address. */
  @Override
  public String toString() {
    return "SmartSuiteClient[" + api + "]";
  }
}
