package dev.syncline.smartsuite.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a definition says of a table as a destination.
 *
 * @param table its id or its name
 * @param externalId the mapped field by which records are found again; the mapped key if empty
 * @param createFields whether missing fields are created
 * @param restore whether deleted records are brought back
 * @param zone of dates and times without one
 * @param phoneCountry of phone numbers that are plain texts
 * @param settle how late a new record can be found
 * @param late how long the API may go on with a request after nobody waits for it any more
 * @param writeTime how long a batch may take; twice the time of a request if empty
 */
public record LoaderOptions(
    String table,
    Optional<String> externalId,
    boolean createFields,
    boolean restore,
    Optional<ZoneId> zone,
    String phoneCountry,
    Duration settle,
    Duration late,
    Optional<Duration> writeTime) {

  /** What may stand in a destination. */
  public static final Options ALL =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to the workspace"),
          Option.required("table", Shape.TEXT, "the table, by id or by name"),
          Option.of(
              "externalId",
              Shape.TEXT,
              "the mapped field by which records are found again; the mapped key unless said"),
          Option.of(
              "createFields",
              Shape.TRUTH,
              false,
              "whether fields are created that the mapping names and the table does not have"),
          Option.of(
              "restore",
              Shape.TRUTH,
              true,
              "whether deleted records are brought back instead of creating new ones"),
          Option.of("zone", Shape.TEXT, "the time zone of dates and times that have none"),
          Option.of(
              "phoneCountry", Shape.TEXT, "the country of phone numbers that are plain texts"),
          Option.of("settle", Shape.DURATION, "0s", "how late a new record can be found"),
          Option.of(
              "late",
              Shape.DURATION,
              "30s",
              "how long the API may go on with a request after nobody waits for it any more"),
          Option.of(
              "writeTime",
              Shape.DURATION,
              "how long a batch may take; twice the time of a request"));

  private static final Duration USUAL_LATE = Duration.ofSeconds(30);

  /**
   * Reads the settings.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static LoaderOptions of(ComponentConfig config) {
    config.allow(ALL.names());
    return new LoaderOptions(
        config.string("table"),
        config.optionalString("externalId"),
        config.bool("createFields", false),
        config.bool("restore", true),
        config.optionalString("zone").map(name -> zone(config, name)),
        config.optionalString("phoneCountry").orElse(""),
        config.duration("settle").orElse(Duration.ZERO),
        config.duration("late").orElse(USUAL_LATE),
        config.duration("writeTime"));
  }

  private static ZoneId zone(ComponentConfig config, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw config.error("zone", "'" + name + "' is no time zone");
    }
  }
}
