package dev.syncline.http;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSettings;
import dev.syncline.api.config.ConnectionSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an API is reached, as data: {@code HttpConnection.url("https://api.example.com/v1")
 * .bearer(token).timeout(Duration.ofSeconds(20))}. Immutable; every method answers a changed copy.
 * What has no method of its own is said with {@link #with}, under the names of the YAML form
 * (docs/http.md).
 */
public final class HttpConnection implements ConnectionSettings {
  private final Map<String, Object> config;

  private HttpConnection(Map<String, Object> config) {
    this.config = config;
  }

  /** An API by its address, without parameters. */
  public static HttpConnection url(String url) {
    return new HttpConnection(Map.of()).with("url", url);
  }

  /** Shows this token; it is printed nowhere. */
  public HttpConnection bearer(String token) {
    return auth(Map.of("type", "bearer", "token", token));
  }

  /** Shows user and password; the password is printed nowhere. */
  public HttpConnection basic(String user, String password) {
    return auth(Map.of("type", "basic", "user", user, "password", password));
  }

  /** Shows a key in a header; it is printed nowhere. */
  public HttpConnection apiKey(String header, String key) {
    return auth(Map.of("type", "api-key", "name", header, "key", key));
  }

  /** Gets tokens for a client's own name and secret, and renews them in time. */
  public HttpConnection clientCredentials(String tokenUrl, String clientId, String clientSecret) {
    return auth(
        Map.of(
            "type", "oauth2",
            "tokenUrl", tokenUrl,
            "clientId", clientId,
            "clientSecret", clientSecret));
  }

  /** Any other way to prove who we are, as the section {@code auth} of the YAML form. */
  public HttpConnection auth(Map<String, ?> settings) {
    return with("auth", settings);
  }

  /** A header that is sent with every request to the API itself. */
  public HttpConnection header(String name, String value) {
    var headers = new LinkedHashMap<String, Object>();
    if (config.get("headers") instanceof Map<?, ?> known) {
      known.forEach((header, text) -> headers.put(String.valueOf(header), text));
    }
    headers.put(name, value);
    return with("headers", headers);
  }

  /** How long an answer may take, its body included; 30 seconds unless said. */
  public HttpConnection timeout(Duration time) {
    return with("timeout", time.toString());
  }

  /** Any other setting, by its name in the YAML form. */
  public HttpConnection with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new HttpConnection(copy);
  }

  /** The connection as data, of type {@code http}. */
  @Override
  public ConnectionSpec toSpec() {
    return new ConnectionSpec("http", ComponentConfig.of(config));
  }

  /** The address. */
  @Override
  public String toString() {
    return "HttpConnection[" + config.get("url") + "]";
  }
}
