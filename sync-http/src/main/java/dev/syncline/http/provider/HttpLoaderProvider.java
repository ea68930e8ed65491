package dev.syncline.http.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.load.HttpLoaders;

/** Makes destinations of type {@code http}. */
public final class HttpLoaderProvider implements LoaderProvider {

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Options options() {
    return HttpLoaders.OPTIONS;
  }

  @Override
  public Loader create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    return HttpLoaders.of(() -> context.connection(name, ApiClient.class), config);
  }
}
