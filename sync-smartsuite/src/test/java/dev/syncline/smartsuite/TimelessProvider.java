package dev.syncline.smartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.testkit.TestClock;

/** Connections of type {@code timeless}: those to SmartSuite, whose waits move the test's clock. */
public final class TimelessProvider implements ConnectionProvider {

  @Override
  public String type() {
    return "timeless";
  }

  @Override
  public Connection create(ComponentConfig config, ComponentContext context) {
    TestClock clock = (TestClock) context.clock();
    return new SmartSuiteClient(config, clock, clock::advance);
  }
}
