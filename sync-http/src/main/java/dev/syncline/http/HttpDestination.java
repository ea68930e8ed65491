package dev.syncline.http;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An API as a destination: {@code HttpDestination.create("crm", "/contacts", "id")
 * .update("/contacts/{ref}").delete("/contacts/{ref}").lookup("/contacts", "number", "items",
 * "id")}. Immutable; every method answers a changed copy. What has no method of its own is said
 * with {@link #with}, under the names of the YAML form (docs/http.md).
 */
public final class HttpDestination implements Destination {
  private final Map<String, Object> config;

  private HttpDestination(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * An API that makes a new record with every POST.
   *
   * @param id where the record's reference stands in the answer
   */
  public static HttpDestination create(String connectionName, String path, String id) {
    return new HttpDestination(Map.of())
        .with("connection", connectionName)
        .with("create", Map.of("path", path, "id", id));
  }

  /**
   * An API that finds the record by its key, and makes it if it is not there (PUT).
   *
   * @param path with the names of key fields in braces
   */
  public static HttpDestination upsert(String connectionName, String path) {
    return new HttpDestination(Map.of())
        .with("connection", connectionName)
        .with("upsert", Map.of("path", path));
  }

  /** How a record is changed (PATCH); {@code {ref}} stands for its reference. */
  public HttpDestination update(String path) {
    return with("update", Map.of("path", path));
  }

  /** How a record is removed (DELETE); {@code {ref}} stands for its reference. */
  public HttpDestination delete(String path) {
    return with("delete", Map.of("path", path));
  }

  /**
   * How a record is found by a key of one field: by a parameter of that name.
   *
   * @param records where what was found stands in the answer
   * @param id where the reference stands in a record
   */
  public HttpDestination lookup(String path, String keyField, String records, String id) {
    return with(
        "lookup",
        Map.of(
            "path", path,
            "query", Map.of(keyField, "{" + keyField + "}"),
            "records", records,
            "id", id));
  }

  /** The header by which the API knows a create that is sent again. */
  public HttpDestination idempotencyKey(String header) {
    return with("idempotencyKey", Map.of("header", header));
  }

  /** Any other setting, by its name in the YAML form. */
  public HttpDestination with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new HttpDestination(copy);
  }

  @Override
  public DestinationSpec toSpec() {
    return DestinationSpec.of("http", ComponentConfig.of(config));
  }
}
