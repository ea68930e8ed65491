package dev.syncline.api.config;

import java.util.Objects;

/**
 * What a configuration says of a connection.
 *
 * @param type the type of its {@link ConnectionProvider}
 * @param config its settings
 * @param limits how hard the other system may be worked by all who use the connection
 */
public record ConnectionSpec(String type, ComponentConfig config, RequestLimits limits)
    implements ConnectionSettings {

  /** Refuses missing parts. */
  public ConnectionSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(limits, "limits");
  }

  /** A connection without limits. */
  public ConnectionSpec(String type, ComponentConfig config) {
    this(type, config, RequestLimits.NONE);
  }

  @Override
  public ConnectionSpec toSpec() {
    return this;
  }
}
