package dev.syncline.jdbc.catalog;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What a definition says of a database as a catalog.
 *
 * @param connection the connection that is asked
 * @param schema the schema (in MySQL: the database); empty for that of the connection
 * @param views whether views are entities, too
 * @param cursors columns that grow with every change; the first that a table has is its cursor
 */
public record CatalogSettings(
    String connection, Optional<String> schema, boolean views, List<String> cursors) {

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection that is asked"),
          Option.of(
              "schema",
              Shape.TEXT,
              "that of the connection",
              "the schema (in MySQL: the database) whose tables are entities"),
          Option.of("views", Shape.TRUTH, false, "whether views are entities, too"),
          Option.of(
              "cursor",
              Shape.TEXTS,
              "columns that grow with every change; the first that a table has is its cursor"));

  /**
   * Reads the settings.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static CatalogSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    return new CatalogSettings(
        config.string("connection"),
        config.optionalString("schema"),
        config.bool("views", false),
        config.strings("cursor"));
  }
}
