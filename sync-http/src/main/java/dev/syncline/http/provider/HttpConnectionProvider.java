package dev.syncline.http.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.Options;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.Pause;

/** Makes connections of type {@code http}. */
public final class HttpConnectionProvider implements ConnectionProvider {

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Options options() {
    return ApiClient.OPTIONS;
  }

  @Override
  public Connection create(ComponentConfig config, ComponentContext context) {
    return new ApiClient(config, context.clock(), Pause.REAL);
  }
}
