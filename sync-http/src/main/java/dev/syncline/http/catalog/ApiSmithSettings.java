package dev.syncline.http.catalog;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.Optional;

/**
 * What a definition says of an APISmith as a catalog.
 *
 * @param connection the connection that is asked
 * @param apis the path of the list of its APIs
 * @param data the path of an API's rows, with {@code {slug}} in it
 * @param pageSize how many rows a page is to have
 * @param total where an answer with rows tells how many there are in all, if it does
 */
public record ApiSmithSettings(
    String connection, String apis, String data, int pageSize, Optional<String> total) {
  private static final String APIS = "/api/v1/apis";
  private static final String DATA = "/api/v1/data/{slug}";
  private static final int USUAL_PAGE = 1_000;
  private static final int LARGEST_PAGE = 1_000_000;

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection that is asked"),
          Option.of("apis", Shape.TEXT, APIS, "the path of the list of APIs"),
          Option.of("data", Shape.TEXT, DATA, "the path of an API's rows, with {slug} in it"),
          Option.of(
              "pageSize", Shape.whole(1, LARGEST_PAGE), USUAL_PAGE, "rows of a page, at most"),
          Option.of(
              "total",
              Shape.TEXT,
              "where an answer tells how many rows there are; without it, rows that are read by"
                  + " page prove no absence"));

  /**
   * Reads the settings.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static ApiSmithSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    String data = config.optionalString("data").orElse(DATA);
    if (!data.contains("{slug}")) {
      throw config.error("data", "'data' must have '{slug}' in it, such as " + DATA);
    }
    return new ApiSmithSettings(
        config.string("connection"),
        config.optionalString("apis").orElse(APIS),
        data,
        config.integer("pageSize", USUAL_PAGE, 1, LARGEST_PAGE),
        config.optionalString("total"));
  }
}
