package dev.syncline.jdbc.source;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition says of a JDBC source.
 *
 * @param query the query; empty if a table is read
 * @param table the table; empty if a query is read
 * @param where the filter of a table: a condition in SQL
 * @param key the columns of the business key
 * @param cursor the column that incremental runs go by
 * @param parameters values of named parameters
 * @param columns the columns that are read; empty for all
 * @param fetchSize how many rows travel at once
 * @param lanes how many connections a full scan reads with
 * @param zeroDatesAsNull whether a day such as 0000-00-00 of MySQL is read as null
 * @param resumable whether a full scan goes by key so that it can be resumed
 */
public record SourceSettings(
    Optional<String> query,
    Optional<String> table,
    Optional<String> where,
    List<String> key,
    Optional<String> cursor,
    Map<String, Object> parameters,
    List<String> columns,
    int fetchSize,
    int lanes,
    boolean zeroDatesAsNull,
    boolean resumable) {
  private static final int DEFAULT_FETCH_SIZE = 2_000;
  private static final int MOST_LANES = 32;
  private static final int MOST_ROWS = 1_000_000;

  /** What a definition may say. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to read from"),
          Option.of("table", Shape.TEXT, "the table to read; or a query"),
          Option.of("where", Shape.TEXT, "a condition in SQL that the table's rows must meet"),
          Option.of("query", Shape.TEXT, "the query to read; or a table"),
          Option.of("key", Shape.TEXTS, "the column, or the columns, that identify a row"),
          Option.of("cursor", Shape.TEXT, "the column that grows with every change"),
          Option.of(
              "parameters",
              Shape.table("parameter", Shape.LITERAL),
              "values of the query's parameters, such as :region"),
          Option.of(
              "columns",
              Shape.TEXTS,
              "all",
              "the columns to read; those of the key and the cursor are read anyway"),
          Option.of(
              "fetchSize",
              Shape.whole(1, MOST_ROWS),
              DEFAULT_FETCH_SIZE,
              "how many rows travel at once"),
          Option.of(
              "lanes",
              Shape.whole(1, MOST_LANES),
              1,
              "how many connections a full scan reads with, by ranges of a key of whole numbers"
                  + " (PostgreSQL); such a scan cannot be resumed"),
          Option.of(
              "zeroDatesAsNull",
              Shape.TRUTH,
              false,
              "whether a day such as 0000-00-00 of MySQL is read as null"),
          Option.of(
              "resumable",
              Shape.TRUTH,
              "true for a table, false for a query",
              "whether a scan goes by key, so that it can be resumed"));

  /**
   * Reads the settings; {@code connection} is read elsewhere.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static SourceSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    if (config.has("query") == config.has("table")) {
      throw config.error(
          config.has("query") ? "table" : "query", "a source needs a 'query' or a 'table'");
    }
    if (config.has("where") && config.has("query")) {
      throw config.error("where", "'where' filters a table; a query says itself what it reads");
    }
    if (config.has("where") && ScanSql.usesCursor(NamedParameters.parse(config.string("where")))) {
      throw config.error(
          "where", "':cursor' is for queries; a table with a 'cursor' is read since it anyway");
    }
    List<String> key = config.strings("key");
    boolean resumable = config.bool("resumable", config.has("table")) && !key.isEmpty();
    int lanes = config.integer("lanes", 1, 1, MOST_LANES);
    if (lanes > 1 && key.size() != 1) {
      throw config.error("lanes", "'lanes' needs a 'key' of one column, whose ranges are read");
    }
    return new SourceSettings(
        config.optionalString("query"),
        config.optionalString("table"),
        config.optionalString("where"),
        key,
        config.optionalString("cursor"),
        parameters(config),
        config.strings("columns"),
        config.integer("fetchSize", DEFAULT_FETCH_SIZE, 1, MOST_ROWS),
        lanes,
        config.bool("zeroDatesAsNull", false),
        resumable && lanes == 1);
  }

  private static Map<String, Object> parameters(ComponentConfig config) {
    var parameters = new LinkedHashMap<String, Object>();
    config
        .optionalSection("parameters")
        .ifPresent(
            section ->
                section
                    .values()
                    .forEach(
                        (name, value) -> {
                          if (value instanceof List || value instanceof ComponentConfig) {
                            throw section.error(
                                name, "the parameter '" + name + "' must be a single value");
                          }
                          parameters.put(name, value);
                        }));
    return parameters;
  }
}
