package dev.syncline.jdbc.destination;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.time.Duration;
import java.util.List;

/**
 * What a definition says of a JDBC destination.
 *
 * @param table the table, with or without its schema
 * @param key the key columns; empty if they are the mapped key fields
 * @param create whether a missing table is created
 * @param batchSize the largest batch
 * @param timeout how long a batch may take
 */
public record TableSettings(
    String table, List<String> key, boolean create, int batchSize, Duration timeout) {
  private static final int DEFAULT_BATCH = 1_000;
  private static final int LARGEST_BATCH = 100_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to write to"),
          Option.required("table", Shape.TEXT, "the table to write to"),
          Option.of(
              "key",
              Shape.TEXTS,
              "the mapped key fields",
              "the column, or the columns, of the key"),
          Option.of("create", Shape.TRUTH, false, "whether a missing table is created"),
          Option.of(
              "batchSize",
              Shape.whole(1, LARGEST_BATCH),
              DEFAULT_BATCH,
              "rows of a batch, at most"),
          Option.of("timeout", Shape.DURATION, "60s", "how long a batch may take"));

  /**
   * Reads the settings; {@code connection} is read elsewhere.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static TableSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    Duration timeout = config.duration("timeout").orElse(DEFAULT_TIMEOUT);
    if (timeout.toSeconds() < 1) {
      throw config.error("timeout", "'timeout' must be at least 1s, not " + timeout);
    }
    return new TableSettings(
        config.string("table"),
        config.strings("key"),
        config.bool("create", false),
        config.integer("batchSize", DEFAULT_BATCH, 1, LARGEST_BATCH),
        timeout);
  }
}
