package dev.syncline.smartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSettings;
import dev.syncline.api.config.ConnectionSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a workspace is reached, as data: {@code SmartSuiteConnection.of(account, token)
 * .monthlyQuota(5_000)}. All syncs of an engine that name the connection share its limits.
 * Immutable; every method answers a changed copy. What has no method of its own is said with {@link
 * #with}, under the names of the YAML form (docs/smartsuite.md).
 */
public final class SmartSuiteConnection implements ConnectionSettings {
  /** The type of connections, sources and destinations. */
  static final String TYPE = "smartsuite";

  private final Map<String, Object> config;

  private SmartSuiteConnection(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * A workspace.
   *
   * @param account its id, the 8 characters behind the host in the browser's address
   * @param token the key; it is printed nowhere
   */
  public static SmartSuiteConnection of(String account, String token) {
    return new SmartSuiteConnection(Map.of()).with("account", account).with("token", token);
  }

  /** Another address of the API than SmartSuite's own. */
  public SmartSuiteConnection url(String url) {
    return with("url", url);
  }

  /** How many requests a month this process may make; then runs end as PAUSED. */
  public SmartSuiteConnection monthlyQuota(int requests) {
    return with("monthlyQuota", requests);
  }

  /** How many requests a second are made; 4 unless said. */
  public SmartSuiteConnection requestsPerSecond(double requests) {
    return with("requestsPerSecond", requests);
  }

  /** How long an answer may take, its body included; 30 seconds unless said. */
  public SmartSuiteConnection timeout(Duration time) {
    return with("timeout", time.toString());
  }

  /** Any other setting, by its name in the YAML form. */
  public SmartSuiteConnection with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new SmartSuiteConnection(copy);
  }

  /** The connection as data, of type {@code smartsuite}. */
  @Override
  public ConnectionSpec toSpec() {
    return new ConnectionSpec(TYPE, ComponentConfig.of(config));
  }

  /** The workspace. */
  @Override
  public String toString() {
    return "SmartSuiteConnection[" + config.get("account") + "]";
  }
}
