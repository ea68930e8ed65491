package dev.syncline.smartsuite.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition says of a table as a source.
 *
 * @param table its id or its name
 * @param key the fields of the business key
 * @param changes whether runs may read what changed since the last one
 * @param fields the fields that are read, by slug or label; all of them if empty
 * @param labels whether choices, members and links are read by their labels
 * @param deleted whether deleted records are told
 * @param filter which records are read, in the words of the API
 * @param lag how much later than its time a change may be seen
 */
public record SourceOptions(
    String table,
    List<String> key,
    boolean changes,
    List<String> fields,
    boolean labels,
    boolean deleted,
    Optional<Map<String, Object>> filter,
    Duration lag) {
  static final String CURSOR = "last_updated";
  private static final Duration USUAL_LAG = Duration.ofSeconds(5);

  /** What may stand in a source. */
  public static final Options ALL =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to the workspace"),
          Option.required("table", Shape.TEXT, "the table, by id or by name"),
          Option.of("key", Shape.TEXTS, "the fields that identify a record, mostly id"),
          Option.of("cursor", Shape.TEXT, "last_updated, to read what changed since a run"),
          Option.of("fields", Shape.TEXTS, "the fields that are read, by slug or label; else all"),
          Option.of(
              "labels",
              Shape.TRUTH,
              false,
              "whether choices, members and links are read by their labels"),
          Option.of("deleted", Shape.TRUTH, false, "whether deleted records are told"),
          Option.of(
              "filter", Shape.section(Options.open()), "which records are read, as the API has it"),
          Option.of(
              "lag", Shape.DURATION, "5s", "how much later than its time a change may be seen"));

  /** Copies the collections. */
  public SourceOptions {
    key = List.copyOf(key);
    fields = List.copyOf(fields);
  }

  /**
   * Reads the settings.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static SourceOptions of(ComponentConfig config) {
    config.allow(ALL.names());
    Optional<String> cursor = config.optionalString("cursor");
    if (!cursor.orElse(CURSOR).equals(CURSOR)) {
      throw config.error(
          "cursor", "'cursor' can only be " + CURSOR + ", not '" + cursor.orElse("") + "'");
    }
    return new SourceOptions(
        config.string("table"),
        config.strings("key"),
        cursor.isPresent(),
        config.strings("fields"),
        config.bool("labels", false),
        config.bool("deleted", false),
        config.optionalSection("filter").map(SourceOptions::plain),
        config.duration("lag").orElse(USUAL_LAG));
  }

  private static Map<String, Object> plain(ComponentConfig section) {
    var object = new LinkedHashMap<String, Object>();
    section.values().forEach((name, value) -> object.put(name, plainValue(value)));
    if (!object.containsKey("operator")) {
      throw section.error("operator", "'operator' is missing: 'and' or 'or'");
    }
    return object;
  }

  private static Object plainValue(Object value) {
    if (value instanceof ComponentConfig section) {
      var object = new LinkedHashMap<String, Object>();
      section.values().forEach((name, inner) -> object.put(name, plainValue(inner)));
      return object;
    }
    return value instanceof List<?> list
        ? list.stream().map(SourceOptions::plainValue).toList()
        : value;
  }
}
