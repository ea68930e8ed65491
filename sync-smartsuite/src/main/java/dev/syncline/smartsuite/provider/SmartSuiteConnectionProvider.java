package dev.syncline.smartsuite.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.Options;
import dev.syncline.http.client.Pause;
import dev.syncline.smartsuite.client.ConnectionOptions;
import dev.syncline.smartsuite.client.SmartSuiteClient;

/** Makes connections of type {@code smartsuite}. */
public final class SmartSuiteConnectionProvider implements ConnectionProvider {
  static final String TYPE = "smartsuite";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Options options() {
    return ConnectionOptions.ALL;
  }

  @Override
  public Connection create(ComponentConfig config, ComponentContext context) {
    return new SmartSuiteClient(config, context.clock(), Pause.REAL);
  }
}
