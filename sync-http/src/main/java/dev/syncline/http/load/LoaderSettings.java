package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.extract.RecordList;
import dev.syncline.http.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a definition says of an API as a destination.
 *
 * @param key the fields that identify a record, where they are not the mapped key fields
 * @param create how an insert is written, if not by {@code upsert}
 * @param upsert how an insert or update is written that finds its record by key
 * @param update how an update is written
 * @param delete how a delete is written
 * @param lookup how a record is found by key
 * @param read where a single record is found by reference
 * @param readRecord where a single record stands in the answer
 * @param list where all records are found
 * @param keyHeader the header for idempotency keys
 * @param keyField the field for idempotency keys
 * @param filters what answers mean
 * @param batchSize how many changes are taken at once
 * @param parallel how many requests are under way at once
 * @param writeTime how long they may take; twice the time of a request unless said
 * @param late how long the API may go on with a request after nobody waits for it any more
 */
public record LoaderSettings(
    List<String> key,
    Optional<Operation> create,
    Optional<Operation> upsert,
    Optional<Operation> update,
    Optional<Operation> delete,
    Optional<LookUp> lookup,
    Optional<PathTemplate> read,
    JsonPath readRecord,
    Optional<ComponentConfig> list,
    Optional<String> keyHeader,
    Optional<String> keyField,
    ResponseFilters filters,
    int batchSize,
    int parallel,
    Optional<Duration> writeTime,
    Duration late) {
  private static final int USUAL_BATCH = 20;
  private static final int LARGEST_BATCH = 100_000;
  private static final int MOST_PARALLEL = 64;
  private static final Duration USUAL_LATE = Duration.ofSeconds(30);

  private static final Options IDEMPOTENCY_KEY =
      Options.of(
          Option.of("header", Shape.TEXT, "the header; or a field"),
          Option.of("field", Shape.TEXT, "the field of a record; or a header"));

  private static final Options READ =
      Options.of(
          Option.required("path", Shape.TEXT, "the path, with {ref} in it"),
          Option.of("record", Shape.TEXT, "$", "where the record stands in the answer"));

  /** What a definition may say. */
  static final Options OPTIONS =
      Options.of(
              Option.required("connection", Shape.TEXT, "the connection to write to"),
              Option.of(
                  "key", Shape.TEXTS, "the mapped key fields", "the fields that identify a record"),
              Option.of(
                  "create",
                  Shape.section(Operation.options("POST")),
                  "how a record is created; or upsert"),
              Option.of(
                  "upsert",
                  Shape.section(Operation.options("PUT")),
                  "how a record is created or updated, by its key; or create"),
              Option.of(
                  "update", Shape.section(Operation.options("PATCH")), "how a record is updated"),
              Option.of(
                  "delete", Shape.section(Operation.options("DELETE")), "how a record is deleted"),
              Option.of(
                  "lookup", Shape.section(LookUp.OPTIONS), "how a record is found by its key"),
              Option.of(
                  "read", Shape.section(READ), "where a single record is found by its reference"),
              Option.of(
                  "list",
                  Shape.section(RecordList.OPTIONS),
                  "where all records are found, so that they can be verified"),
              Option.of(
                  "idempotencyKey",
                  Shape.section(IDEMPOTENCY_KEY),
                  "by what the API knows a create that it has seen already"))
          .plus(ResponseFilters.OPTIONS)
          .plus(
              Options.of(
                  Option.of(
                      "batchSize",
                      Shape.whole(1, LARGEST_BATCH),
                      "20, or that of a request",
                      "changes that are taken at once, at most"),
                  Option.of(
                      "parallel",
                      Shape.whole(1, MOST_PARALLEL),
                      1,
                      "requests that are under way at once; deletes come one after the other"),
                  Option.of(
                      "writeTime",
                      Shape.DURATION,
                      "twice the time of a request",
                      "how long they may take"),
                  Option.of(
                      "late",
                      Shape.DURATION,
                      "30s",
                      "how long the API may go on when nobody waits for it any more")));

  /**
   * Reads the settings; {@code connection} is read elsewhere.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static LoaderSettings of(ComponentConfig config) {
    config.allow(OPTIONS.names());
    Optional<Operation> create = operation(config, "create", "POST");
    Optional<Operation> upsert = operation(config, "upsert", "PUT");
    if (create.isPresent() == upsert.isPresent()) {
      throw config.error(
          create.isPresent() ? "upsert" : "create",
          "a destination needs 'create' or 'upsert', and not both");
    }
    Optional<ComponentConfig> keys = config.optionalSection("idempotencyKey");
    keys.ifPresent(section -> section.allow(IDEMPOTENCY_KEY.names()));
    Optional<String> keyHeader = keys.flatMap(section -> section.optionalString("header"));
    Optional<String> keyField = keys.flatMap(section -> section.optionalString("field"));
    if (keys.isPresent() && keyHeader.isPresent() == keyField.isPresent()) {
      throw config.error("idempotencyKey", "'idempotencyKey' needs a 'header' or a 'field'");
    }
    if (keyHeader.isPresent() && create.flatMap(Operation::bulk).isPresent()) {
      throw config.error(
          "idempotencyKey",
          "a batch may be divided in another way when it is sent again, so that a 'header' does not"
              + " name it; give a 'field' of each record");
    }
    return new LoaderSettings(
        config.strings("key"),
        create,
        upsert,
        operation(config, "update", "PATCH"),
        operation(config, "delete", "DELETE"),
        config.optionalSection("lookup").map(LookUp::of),
        config.optionalSection("read").map(LoaderSettings::read),
        config
            .optionalSection("read")
            .flatMap(section -> JsonPath.optional(section, "record"))
            .orElse(JsonPath.ROOT),
        list(config),
        keyHeader,
        keyField,
        ResponseFilters.of(config),
        config.integer("batchSize", largestBulk(create.or(() -> upsert)), 1, LARGEST_BATCH),
        config.integer("parallel", 1, 1, MOST_PARALLEL),
        config.duration("writeTime"),
        config.duration("late").orElse(USUAL_LATE));
  }

  /** How many changes go into one request, at most. */
  int together() {
    return Stream.of(create, upsert, update)
        .flatMap(Optional::stream)
        .flatMap(operation -> operation.bulk().stream())
        .mapToInt(Bulk::size)
        .max()
        .orElse(1);
  }

  private static int largestBulk(Optional<Operation> operation) {
    return operation.flatMap(Operation::bulk).map(Bulk::size).orElse(USUAL_BATCH);
  }

  private static Optional<Operation> operation(
      ComponentConfig config, String name, String usualMethod) {
    return config.optionalSection(name).map(section -> Operation.of(section, usualMethod));
  }

  private static Optional<ComponentConfig> list(ComponentConfig config) {
    if (config.has("list") && !config.has("read")) {
      throw config.error(
          "read", "'list' needs 'read', by which a single record is looked at once more");
    }
    return config.optionalSection("list");
  }

  private static PathTemplate read(ComponentConfig section) {
    section.allow(READ.names());
    return new PathTemplate(section.string("path"));
  }

  /** How a change is written; empty if the definition does not say. */
  Optional<Operation> operation(Item item) {
    return switch (item.change()) {
      case INSERT -> create.or(() -> upsert);
      case UPDATE -> update.or(() -> upsert);
      case DELETE -> delete;
      case UNCHANGED -> throw new IllegalArgumentException("nothing to send");
    };
  }
}
