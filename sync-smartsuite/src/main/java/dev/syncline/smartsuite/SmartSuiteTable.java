package dev.syncline.smartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A table as a destination: {@code SmartSuiteTable.of("work", "64f0c1…").externalId("number")}.
 * Fields are named by their slugs or by their labels. Immutable; every method answers a changed
 * copy. What has no method of its own is said with {@link #with}, under the names of the YAML form
 * (docs/smartsuite.md).
 */
public final class SmartSuiteTable implements Destination {
  private final Map<String, Object> config;

  private SmartSuiteTable(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * A table of a workspace.
   *
   * @param connectionName the connection to the workspace
   * @param table its name, or its id: the 24 hexadecimal digits in the browser's address
   */
  public static SmartSuiteTable of(String connectionName, String table) {
    return new SmartSuiteTable(Map.of()).with("connection", connectionName).with("table", table);
  }

  /** The mapped field by which a record is found again; the mapped key unless said. */
  public SmartSuiteTable externalId(String field) {
    return with("externalId", field);
  }

  /** Creates fields that the mapping names and the table does not have. */
  public SmartSuiteTable createFields() {
    return with("createFields", true);
  }

  /** Does not bring deleted records back, but creates new ones. */
  public SmartSuiteTable withoutRestore() {
    return with("restore", false);
  }

  /** Any other setting, by its name in the YAML form. */
  public SmartSuiteTable with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new SmartSuiteTable(copy);
  }

  @Override
  public DestinationSpec toSpec() {
    return DestinationSpec.of(SmartSuiteConnection.TYPE, ComponentConfig.of(config));
  }
}
