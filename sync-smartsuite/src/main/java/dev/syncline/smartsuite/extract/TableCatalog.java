package dev.syncline.smartsuite.extract;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.schema.Table;
import dev.syncline.smartsuite.schema.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The tables of a workspace, or of one solution in it. Fields go by their slugs, which stay when
 * people rename them; changes are found by {@code last_updated}.
 */
public final class TableCatalog implements Catalog {
  /** What may stand in a definition. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("connection", Shape.TEXT, "the connection to the workspace"),
          Option.of("solution", Shape.TEXT, "the solution, by id or by name; all unless said"));

  private final Supplier<SmartSuiteClient> connection;
  private final ComponentConfig config;

  /**
   * A catalog that has asked for nothing yet.
   *
   * @param connection gives the client; called at the first use
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public TableCatalog(Supplier<SmartSuiteClient> connection, ComponentConfig config) {
    config.allow(OPTIONS.names());
    config.string("connection");
    this.connection = connection;
    this.config = config;
  }

  @Override
  public List<Entity> entities() {
    List<Table> tables = new Workspace(connection.get()).tables(config.optionalString("solution"));
    return tables.stream().map(table -> entity(table, tables)).toList();
  }

  private Entity entity(Table table, List<Table> all) {
    var source = new LinkedHashMap<String, Object>();
    source.put("connection", config.string("connection"));
    source.put("table", table.id());
    source.put("key", List.of("id"));
    Map<String, Object> changes = new LinkedHashMap<>(source);
    boolean stamped = table.field(SourceOptions.CURSOR).isPresent();
    if (stamped) {
      changes.put("cursor", SourceOptions.CURSOR);
    }
    ComponentConfig settings = ComponentConfig.of(changes);
    // Two solutions may have tables of one name.
    boolean twin = all.stream().filter(other -> other.name().equals(table.name())).count() > 1;
    return new Entity(
        twin ? table.name() + " " + table.id() : table.name(),
        new TableShape(table, SourceOptions.of(settings)).schema(),
        SourceSpec.of("smartsuite", settings),
        stamped ? ChangeTracking.TIMESTAMP : ChangeTracking.HASH,
        List.of());
  }

  /** The client belongs to the engine. */
  @Override
  public void close() {}
}
