package dev.syncline.jdbc.catalog;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.source.JdbcExtractor;
import dev.syncline.jdbc.source.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The tables of a schema as entities: their columns as the extractor would read them, their primary
 * keys (else a unique index without nulls), and their foreign keys. Our own tables are left out.
 */
public final class JdbcCatalog implements Catalog {
  private static final String OURS = "syncline_";

  private final Supplier<Database> connection;
  private final CatalogSettings settings;

  /**
   * A catalog that opens nothing yet.
   *
   * @param connection gives the database; called at the first use
   */
  public JdbcCatalog(Supplier<Database> connection, CatalogSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * A table, before its columns are known.
   *
   * @param qualified the name by which a definition finds it
   * @param required the columns that take no nulls
   */
  private record Table(
      String name,
      String qualified,
      List<String> key,
      Set<String> required,
      List<SchemaTables.ForeignKey> foreign) {}

  @Override
  public List<Entity> entities() {
    Database database = connection.get();
    database.requireExisting();
    Map<String, Table> tables = new LinkedHashMap<>();
    try (Connection open = database.connect()) {
      var schema = new SchemaTables(open, settings.schema());
      for (String name : schema.names(settings.views())) {
        if (!name.toLowerCase(Locale.ROOT).startsWith(OURS)) {
          tables.put(
              name,
              new Table(
                  name,
                  schema.qualified(name),
                  schema.key(name),
                  schema.required(name),
                  schema.foreignKeys(name)));
        }
      }
    } catch (SQLException e) {
      throw database.failure("the tables cannot be listed", e);
    }
    var entities = new ArrayList<Entity>();
    tables.values().forEach(table -> entities.add(entity(database, table, tables)));
    return entities;
  }

  private Entity entity(Database database, Table table, Map<String, Table> all) {
    var config = new LinkedHashMap<String, Object>();
    config.put("connection", settings.connection());
    config.put("table", table.qualified());
    if (!table.key().isEmpty()) {
      config.put("key", table.key());
    }
    Schema schema = schema(database, ComponentConfig.of(config), table.required());
    Optional<Field> cursor = cursor(schema);
    cursor.ifPresent(field -> config.put("cursor", field.name()));
    return new Entity(
        table.name(),
        schema,
        SourceSpec.of("jdbc", ComponentConfig.of(config)),
        cursor.map(JdbcCatalog::tracking).orElse(ChangeTracking.HASH),
        parents(table, all));
  }

  private static Schema schema(Database database, ComponentConfig config, Set<String> required) {
    try (var extractor = new JdbcExtractor(() -> database, SourceSettings.of(config))) {
      return Schema.of(
          extractor.describe().fields().stream()
              .map(
                  field ->
                      required.contains(field.name())
                          ? new Field(field.name(), field.type(), false, field.limits())
                          : field)
              .toList());
    }
  }

  private Optional<Field> cursor(Schema schema) {
    return settings.cursors().stream()
        .flatMap(
            name -> schema.fields().stream().filter(field -> field.name().equalsIgnoreCase(name)))
        .findFirst();
  }

  private static ChangeTracking tracking(Field cursor) {
    boolean time =
        cursor.type() == LogicalType.TIMESTAMP || cursor.type() == LogicalType.LOCAL_TIMESTAMP;
    return time ? ChangeTracking.TIMESTAMP : ChangeTracking.ROWVERSION;
  }

  /** Only relations to the key by which the parent is known. */
  private static List<EntityParent> parents(Table table, Map<String, Table> all) {
    var parents = new ArrayList<EntityParent>();
    for (SchemaTables.ForeignKey foreign : table.foreign()) {
      Optional.ofNullable(all.get(foreign.parent()))
          .flatMap(parent -> foreign.columnsFor(parent.key()))
          .ifPresent(fields -> parents.add(new EntityParent(foreign.parent(), fields)));
    }
    return parents;
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}
}
