package dev.syncline.smartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table as a source: {@code SmartSuiteSource.of("work", "64f0c1…").fields("title", "Phone")}.
 * Immutable; every method answers a changed copy. What has no method of its own is said with {@link
 * #with}, under the names of the YAML form (docs/smartsuite.md).
 */
public final class SmartSuiteSource implements Source {
  private final Map<String, Object> config;

  private SmartSuiteSource(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * All records of a table, with the key {@code id}.
   *
   * @param connectionName the connection to the workspace
   * @param table its name, or its id: the 24 hexadecimal digits in the browser's address
   */
  public static SmartSuiteSource of(String connectionName, String table) {
    return new SmartSuiteSource(Map.of())
        .with("connection", connectionName)
        .with("table", table)
        .key("id");
  }

  /** The fields that are read, by slug or label; all of them, by slug, unless said. */
  public SmartSuiteSource fields(String... names) {
    return with("fields", List.of(names));
  }

  /** The fields that identify a record, where it is not the record's id. */
  public SmartSuiteSource key(String... fields) {
    return with("key", List.of(fields));
  }

  /** Runs after the first one read what was changed since, by {@code last_updated}. */
  public SmartSuiteSource changes() {
    return with("cursor", "last_updated");
  }

  /** Choices, members and links are read by their labels, not by their ids. */
  public SmartSuiteSource labels() {
    return with("labels", true);
  }

  /** Records that were deleted are told, too. */
  public SmartSuiteSource deletedRecords() {
    return with("deleted", true);
  }

  /** Any other setting, by its name in the YAML form. */
  public SmartSuiteSource with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new SmartSuiteSource(copy);
  }

  @Override
  public SourceSpec toSpec() {
    return SourceSpec.of(SmartSuiteConnection.TYPE, ComponentConfig.of(config));
  }
}
