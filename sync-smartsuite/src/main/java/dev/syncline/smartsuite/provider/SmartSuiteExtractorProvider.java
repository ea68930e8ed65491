package dev.syncline.smartsuite.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.extract.SmartSuiteExtractor;
import dev.syncline.smartsuite.extract.SourceOptions;

/** Makes sources of type {@code smartsuite}. */
public final class SmartSuiteExtractorProvider implements ExtractorProvider {

  @Override
  public String type() {
    return SmartSuiteConnectionProvider.TYPE;
  }

  @Override
  public Options options() {
    return SourceOptions.ALL;
  }

  @Override
  public Extractor create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    return new SmartSuiteExtractor(
        () -> context.connection(name, SmartSuiteClient.class), SourceOptions.of(config));
  }
}
