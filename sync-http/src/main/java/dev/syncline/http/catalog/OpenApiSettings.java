package dev.syncline.http.catalog;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.page.PageSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a definition says of an API that an OpenAPI document describes.
 *
 * @param connection the connection to the API
 * @param document the path of the document at the API
 * @param file the document, if it is a file instead
 * @param pagination how the pages of all its lists follow one another; null if nothing is said
 */
public record OpenApiSettings(
    String connection, String document, Optional<Path> file, @Nullable Object pagination) {
  private static final String DOCUMENT = "/openapi.json";

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
              Option.required("connection", Shape.TEXT, "the connection to the API"),
              Option.of("document", Shape.TEXT, DOCUMENT, "the path of the document at the API"),
              Option.of("file", Shape.TEXT, "the document, if it is a file instead"))
          .plus(PageSettings.OPTIONS);

  /**
   * Reads the settings.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static OpenApiSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    if (config.has("file") && config.has("document")) {
      throw config.error("file", "the document is a 'file' or a 'document' of the API, not both");
    }
    PageSettings.of(config);
    return new OpenApiSettings(
        config.string("connection"),
        config.optionalString("document").orElse(DOCUMENT),
        config.optionalString("file").map(Path::of),
        config.values().get("pagination"));
  }
}
