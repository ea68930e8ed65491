package dev.syncline.api.config;

import java.util.Objects;

/**
 * What a configuration says of a connection.
 *
 * @param type the type of its {@link ConnectionProvider}
 * @param config its settings
 */
public record ConnectionSpec(String type, ComponentConfig config) implements ConnectionSettings {

  /** Refuses missing parts. */
  public ConnectionSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
  }

  @Override
  public ConnectionSpec toSpec() {
    return this;
  }
}
