package dev.syncline.http.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.extract.HttpExtractors;

/** Makes sources of type {@code http}. */
public final class HttpExtractorProvider implements ExtractorProvider {

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Options options() {
    return HttpExtractors.OPTIONS;
  }

  @Override
  public Extractor create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    return HttpExtractors.of(() -> context.connection(name, ApiClient.class), config);
  }
}
