package dev.syncline.http;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A list of an API as a source: {@code HttpSource.path("crm", "/contacts").records("data.items")
 * .key("id").pagination(Map.of("type", "link"))}. Immutable; every method answers a changed copy.
 * What has no method of its own is said with {@link #with}, under the names of the YAML form
 * (docs/http.md).
 */
public final class HttpSource implements Source {
  private final Map<String, Object> config;

  private HttpSource(Map<String, Object> config) {
    this.config = config;
  }

  /** The list behind a path, in a connection of the configuration. */
  public static HttpSource path(String connectionName, String path) {
    return new HttpSource(Map.of()).with("connection", connectionName).with("path", path);
  }

  /** Where the records stand in an answer, such as {@code data.items}; at the top unless said. */
  public HttpSource records(String path) {
    return with("records", path);
  }

  /** The fields that identify a record. */
  public HttpSource key(String... fields) {
    return with("key", List.of(fields));
  }

  /** A parameter that is always sent. */
  public HttpSource query(String name, String value) {
    return put("query", name, value);
  }

  /** A field with its type, such as {@code timestamp}; only fields that are named are read. */
  public HttpSource field(String name, String type) {
    return put("fields", name, type);
  }

  /** How the pages follow one another, as the section {@code pagination} of the YAML form. */
  public HttpSource pagination(Map<String, ?> settings) {
    return with("pagination", settings);
  }

  /** Everything comes in one answer. */
  public HttpSource singlePage() {
    return with("pagination", "none");
  }

  /**
   * The field that shows changes, and the parameter by which the API is asked for what changed
   * since. The field is a time unless it is declared as something else.
   */
  public HttpSource since(String cursorField, String parameter) {
    return with("cursor", cursorField).with("incremental", Map.of("start", parameter));
  }

  /** Any other setting, by its name in the YAML form. */
  public HttpSource with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new HttpSource(copy);
  }

  private HttpSource put(String section, String name, Object value) {
    var values = new LinkedHashMap<String, Object>();
    if (config.get(section) instanceof Map<?, ?> known) {
      known.forEach((key, inner) -> values.put(String.valueOf(key), inner));
    }
    values.put(name, value);
    return with(section, values);
  }

  @Override
  public SourceSpec toSpec() {
    return SourceSpec.of("http", ComponentConfig.of(config));
  }
}
