package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.LogicalType;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.page.PageSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a definition says of an API as a source.
 *
 * @param listing what is read
 * @param fields the fields that it names
 * @param others whether fields that it does not name are read, too
 * @param cursor the field that incremental runs go by
 * @param incremental how they ask
 * @param resumable whether a scan can be gone on with in another run
 * @param byKey where a single record is found
 * @param parents the list whose records each have such a list of their own
 */
record SourceSettings(
    Listing listing,
    List<FieldRule> fields,
    boolean others,
    Optional<FieldRule> cursor,
    Optional<Incremental> incremental,
    boolean resumable,
    Optional<ByKey> byKey,
    Optional<ParentSettings> parents) {
  private static final Set<LogicalType> UNORDERED =
      EnumSet.of(
          LogicalType.BOOLEAN,
          LogicalType.BYTES,
          LogicalType.TIME,
          LogicalType.OBJECT,
          LogicalType.LIST);

  private static final Options BY_KEY =
      Options.of(
          Option.required("path", Shape.TEXT, "the path, with key fields in braces"),
          Option.of("record", Shape.TEXT, "$", "where the record stands in the answer"));

  /** What a definition may say. */
  static final Options OPTIONS =
      Options.of(Option.required("connection", Shape.TEXT, "the connection to read from"))
          .plus(RequestTemplate.options("GET"))
          .plus(
              Options.of(
                  Option.of("records", Shape.TEXT, "$", "where the records stand in an answer"),
                  Option.of("key", Shape.TEXTS, "the field, or the fields, that identify a record"),
                  Option.of("cursor", Shape.TEXT, "the field that grows with every change"),
                  Option.of(
                      "fields",
                      Shape.table("field", FieldRule.SHAPE),
                      "all, with the types of their values",
                      "the fields that are read, and their types"),
                  Option.of(
                      "otherFields",
                      Shape.TRUTH,
                      "whether there are no 'fields'",
                      "whether fields are read that are not named")))
          .plus(PageSettings.OPTIONS)
          .plus(
              Options.of(
                  Option.of(
                      "incremental",
                      Shape.section(Incremental.OPTIONS),
                      "how the API is asked for what changed"),
                  Option.of(
                      "resumable",
                      Shape.TRUTH,
                      "true for a keyset",
                      "whether a later run can go on with a scan"),
                  Option.of("byKey", Shape.section(BY_KEY), "where a single record is found"),
                  Option.of(
                      "parents",
                      Shape.section(ParentSettings.OPTIONS),
                      "the list whose records each have such a list of their own")))
          .plus(ResponseFilters.OPTIONS);

  /**
   * Where a single record is found.
   *
   * @param path with the names of key fields in braces
   * @param record where it stands in the answer
   */
  record ByKey(PathTemplate path, JsonPath record) {}

  /**
   * Reads the settings; {@code connection} is read elsewhere.
   *
   * @throws dev.syncline.api.error.ConfigurationException if one is missing, wrong or unknown
   */
  public static SourceSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    PageSettings pages = PageSettings.of(config);
    List<FieldRule> fields = fields(config);
    Optional<FieldRule> cursor =
        config.optionalString("cursor").map(name -> cursor(config, fields, name));
    Optional<Incremental> incremental = incremental(config, cursor, pages);
    List<String> key = config.strings("key");
    if (pages.pagination().overlap() > 0 && key.isEmpty()) {
      throw config.error("key", "'overlap' compares records by key, so 'key' must be given");
    }
    return new SourceSettings(
        new Listing(
            RequestTemplate.of(config, "GET"),
            config.string("path"),
            JsonPath.optional(config, "records").orElse(JsonPath.ROOT),
            pages,
            ResponseFilters.of(config),
            key.stream().map(name -> rule(fields, name).path()).toList()),
        withCursor(fields, cursor),
        config.bool("otherFields", fields.isEmpty()),
        cursor,
        incremental,
        resumable(config, pages),
        config.optionalSection("byKey").map(section -> byKey(section, key)),
        config.has("parents") ? Optional.of(ParentSettings.of(config)) : Optional.empty());
  }

  private static List<FieldRule> fields(ComponentConfig config) {
    var fields = new ArrayList<FieldRule>();
    config
        .optionalSection("fields")
        .ifPresent(
            section -> section.names().forEach(name -> fields.add(FieldRule.of(section, name))));
    return List.copyOf(fields);
  }

  private static FieldRule rule(List<FieldRule> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseGet(() -> FieldRule.of(name, Optional.empty()));
  }

  /** A time, unless its field is declared as something else. */
  private static FieldRule cursor(ComponentConfig config, List<FieldRule> fields, String name) {
    FieldRule rule = rule(fields, name);
    rule.type()
        .filter(UNORDERED::contains)
        .ifPresent(
            type -> {
              throw config.error(
                  "cursor",
                  "'cursor' needs a field that grows with every change, such as a timestamp or a"
                      + " number; '"
                      + name
                      + "' is of type "
                      + type);
            });
    return rule.type().isPresent()
        ? rule
        : new FieldRule(
            name, rule.path(), Optional.of(LogicalType.TIMESTAMP), rule.form(), rule.limits());
  }

  private static List<FieldRule> withCursor(List<FieldRule> fields, Optional<FieldRule> cursor) {
    if (cursor.isEmpty() || fields.contains(cursor.get())) {
      return fields;
    }
    var all = new ArrayList<>(fields);
    all.removeIf(field -> field.name().equals(cursor.get().name()));
    all.add(cursor.get());
    return List.copyOf(all);
  }

  private static Optional<Incremental> incremental(
      ComponentConfig config, Optional<FieldRule> cursor, PageSettings pages) {
    if (config.has("incremental") != cursor.isPresent()) {
      throw config.error(
          config.has("incremental") ? "cursor" : "incremental",
          "'cursor' names the field that shows changes, and 'incremental' how the API is asked for"
              + " them; give both or none");
    }
    Optional<Incremental> incremental =
        config
            .optionalSection("incremental")
            .flatMap(
                section ->
                    cursor.flatMap(FieldRule::type).map(type -> Incremental.of(section, type)));
    if (config.has("parents") && incremental.filter(Incremental::ordered).isPresent()) {
      throw config.error("incremental", "the records of many lists are not 'ordered: true'");
    }
    boolean shifting =
        pages.pagination().shifts() && pages.pagination().overlap() == 0 && !pages.stable();
    if (shifting && incremental.filter(Incremental::ordered).isPresent()) {
      throw config.error(
          "pagination",
          "'ordered: true' lets the cursor move in the middle of a reading, but these pages can"
              + " shift under it: use a keyset or a cursor, give 'overlap', or say 'stable: true'");
    }
    return incremental;
  }

  private static boolean resumable(ComponentConfig config, PageSettings pages) {
    boolean parents = config.has("parents");
    boolean keyset = pages.pagination().byRecord() && !parents;
    boolean resumable = config.bool("resumable", keyset);
    if (resumable && (pages.pagination().shifts() || !pages.said() || parents)) {
      throw config.error(
          "resumable",
          "these pages can shift between two runs, or belong to many lists: a scan cannot go on in them");
    }
    return resumable;
  }

  private static ByKey byKey(ComponentConfig section, List<String> key) {
    section.allow(BY_KEY.names());
    var path = new PathTemplate(section.string("path"));
    for (String name : path.names()) {
      if (!key.contains(name)) {
        throw section.error("path", "'{" + name + "}' is no field of the key " + key);
      }
    }
    if (path.names().isEmpty()) {
      throw section.error("path", "'path' must name the key in braces, such as /customers/{id}");
    }
    return new ByKey(path, JsonPath.optional(section, "record").orElse(JsonPath.ROOT));
  }
}
