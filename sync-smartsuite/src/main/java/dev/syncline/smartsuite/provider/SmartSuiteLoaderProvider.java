package dev.syncline.smartsuite.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.load.LoaderOptions;
import dev.syncline.smartsuite.load.SmartSuiteLoader;

/** Makes destinations of type {@code smartsuite}. */
public final class SmartSuiteLoaderProvider implements LoaderProvider {

  @Override
  public String type() {
    return SmartSuiteConnectionProvider.TYPE;
  }

  @Override
  public Options options() {
    return LoaderOptions.ALL;
  }

  @Override
  public Loader create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    return new SmartSuiteLoader(
        () -> context.connection(name, SmartSuiteClient.class), LoaderOptions.of(config));
  }
}
