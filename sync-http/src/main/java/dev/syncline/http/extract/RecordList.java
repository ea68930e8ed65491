package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.page.PageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole list of an API's records, in the form of fields that were written to it; for those who
 * read a destination back.
 */
public final class RecordList {
  /** What a definition may say of such a list. */
  public static final Options OPTIONS =
      RequestTemplate.options("GET")
          .plus(
              Options.of(
                  Option.of("records", Shape.TEXT, "$", "where the records stand in an answer"),
                  Option.of("id", Shape.TEXT, "the key", "where a record's reference stands in it"),
                  Option.of(
                      "fields",
                      Shape.table("field", Shape.TEXT),
                      "their names",
                      "where mapped fields stand in a record")))
          .plus(PageSettings.OPTIONS)
          .plus(ResponseFilters.OPTIONS);

  /** No field of a mapping is called so. */
  private static final String REFERENCE = "(reference)";

  private static final BatchLimits LIMITS = new BatchLimits(500, 4 << 20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<ApiClient> connection;
  private final ComponentConfig list;
  private final Schema schema;
  private final List<String> key;
  private final List<FieldRule> rules = new ArrayList<>();

  /**
   * A list that asks nothing yet.
   *
   * @param list what a definition says of it
   * @param schema the fields that were written
   * @param key the fields that name a record, where nothing else does
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public RecordList(
      Supplier<ApiClient> connection, ComponentConfig list, Schema schema, List<String> key) {
    list.allow(OPTIONS.names());
    this.connection = connection;
    this.list = list;
    this.schema = schema;
    this.key = List.copyOf(key);
    Optional<ComponentConfig> places = list.optionalSection("fields");
    for (Field field : schema.fields()) {
      FieldRule plain = FieldRule.of(field.name(), Optional.of(field.type()));
      boolean placed = places.filter(named -> named.has(field.name())).isPresent();
      rules.add(
          placed
              ? new FieldRule(
                  field.name(),
                  JsonPath.of(places.orElseThrow(), field.name()),
                  plain.type(),
                  plain.form(),
                  plain.limits())
              : plain);
    }
  }

  /**
   * A record of the list.
   *
   * @param reference what names it: one value, or those of its key
   * @param values those of the fields, in the order of the schema
   */
  public record Listed(List<Object> reference, List<@Nullable Object> values) {}

  /** What takes some records of the list; called with an empty one at its end. */
  public interface Walk extends AutoCloseable {
    /** Some more; an empty list at the end. */
    List<Listed> next();

    @Override
    void close();
  }

  /**
   * Reads all of it.
   *
   * @throws PermanentException out of {@code next}, if it is not certain that these are all
   */
  public Walk open() {
    var extractor = HttpExtractors.of(connection, source());
    Extraction extraction = extractor.open(new ExtractRequest.FullScan(Optional.empty(), LIMITS));
    return new Walk() {
      @Override
      public List<Listed> next() {
        while (true) {
          Poll poll = extraction.next(PATIENCE);
          if (poll instanceof Poll.Batch batch && batch.records().size() > 0) {
            return rows(batch.records());
          } else if (poll instanceof Poll.End end) {
            requireComplete(end);
            return List.of();
          } else if (poll instanceof Poll.Retry later) {
            throw new RetryableException(later.reason(), later.delay().orElse(Duration.ZERO), null);
          }
        }
      }

      @Override
      public void close() {
        extraction.close();
        extractor.close();
      }
    };
  }

  private static void requireComplete(Poll.End end) {
    if (!end.complete()) {
      throw new PermanentException(
          "the list of the destination's records proves nothing: "
              + String.join("; ", end.notices()));
    }
  }

  private ComponentConfig source() {
    var source = new LinkedHashMap<String, Object>(list.values());
    var fields = new LinkedHashMap<String, Object>();
    for (FieldRule rule : rules) {
      fields.put(rule.name(), Map.of("type", word(rule), "path", place(rule)));
    }
    list.optionalString("id")
        .ifPresent(path -> fields.put(REFERENCE, Map.of("type", "any", "path", path)));
    source.remove("id");
    source.put("fields", fields);
    source.put("key", list.has("id") ? List.of(REFERENCE) : key);
    source.put("connection", "the destination's own");
    return ComponentConfig.of(source);
  }

  /** A name is a name, also with a dot in it. */
  private static String place(FieldRule rule) {
    boolean own = rule.path().steps().equals(List.of(rule.name()));
    return own
        ? "['" + rule.name().replace("\\", "\\\\").replace("'", "\\'") + "']"
        : rule.path().text();
  }

  private static String word(FieldRule rule) {
    return rule.type()
        .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElse("any");
  }

  private List<Listed> rows(RecordBatch batch) {
    var listed = new ArrayList<Listed>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      var values = new ArrayList<@Nullable Object>();
      for (Field field : schema.fields()) {
        values.add(value(batch, row, field.name()));
      }
      var reference = new ArrayList<Object>();
      for (String name : list.has("id") ? List.of(REFERENCE) : key) {
        Object part = value(batch, row, name);
        // A record without a name is nobody's.
        reference.add(part == null ? "" : part);
      }
      listed.add(new Listed(reference, values));
    }
    return listed;
  }

  /** APIs leave out what is null. */
  private static @Nullable Object value(RecordBatch batch, int row, String name) {
    int index = batch.schema().indexOf(name).orElse(-1);
    return index < 0 || batch.absent(row, index) ? null : batch.value(row, index);
  }

  /** The values of a record as it stands in an answer. */
  public List<@Nullable Object> values(Map<String, @Nullable Object> record) {
    var values = new ArrayList<@Nullable Object>();
    for (FieldRule rule : rules) {
      values.add(form(rule, rule.path().in(record)));
    }
    return values;
  }

  /** The values that would be read after these were written. */
  public List<@Nullable Object> written(RecordBatch batch, int row) {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < rules.size(); i++) {
      Object value = batch.absent(row, i) ? Absent.ABSENT : batch.value(row, i);
      values.add(
          value == null || value == Absent.ABSENT ? value : form(rules.get(i), asRead(value)));
    }
    return values;
  }

  /** A value alone is no document, but in an array it is. */
  private static @Nullable Object asRead(Object value) {
    return JsonText.read("[" + JsonText.write(value) + "]").orElseThrow() instanceof List<?> one
        ? one.get(0)
        : null;
  }

  private static @Nullable Object form(FieldRule rule, @Nullable Object json) {
    return json == null ? null : rule.value(json).orElse(JsonText.plain(json));
  }
}
