package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Options;
import dev.syncline.api.source.Extractor;
import dev.syncline.http.client.ApiClient;
import java.util.function.Supplier;

/** Makes the extractor that fits a definition. */
public final class HttpExtractors {
  /** What a definition may say of a source. */
  public static final Options OPTIONS = SourceSettings.OPTIONS;

  private HttpExtractors() {}

  /**
   * An extractor that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static Extractor of(Supplier<ApiClient> connection, ComponentConfig config) {
    SourceSettings settings = SourceSettings.of(config);
    return settings.byKey().isPresent()
        ? new KeyedHttpExtractor(
            connection, settings, settings.byKey().get(), config.strings("key"))
        : new HttpExtractor(connection, settings);
  }
}
