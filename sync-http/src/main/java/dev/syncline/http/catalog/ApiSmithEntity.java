package dev.syncline.http.catalog;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.http.catalog.ToldApi.Column;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Asking;
import dev.syncline.http.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entity of an API. Rows with versions are read behind the last one, in their order;
 * others page by page.
 */
final class ApiSmithEntity {
  private static final String VERSION = "row_version";
  private static final String SINCE = "rowversion_gt";
  private static final String SIZE = "page_size";
  private static final String ROWS = "rows";

  private final ApiSmithSettings settings;
  private final ToldApi api;
  private final Asking asking;
  private final String path;
  private final ChangeTracking tracking;

  ApiSmithEntity(ApiSmithSettings settings, ToldApi api, Asking asking) {
    this.settings = settings;
    this.api = api;
    this.asking = asking;
    this.path = settings.data().replace("{slug}", ApiRequest.encoded(api.slug()));
    this.tracking = tracking();
  }

  private ChangeTracking tracking() {
    return switch (api.tracking()) {
      case "full" -> ChangeTracking.FULL;
      case "hash" -> ChangeTracking.HASH;
      case "rowversion" -> ChangeTracking.ROWVERSION;
      default ->
          throw api.refused(
              "has the delta strategy '"
                  + api.tracking()
                  + "' for the API '"
                  + api.slug()
                  + "'; known are full, hash and rowversion");
    };
  }

  Entity entity() {
    List<Column> columns = api.columns();
    List<String> key = columns.stream().filter(Column::key).map(Column::alias).toList();
    var schema = new ArrayList<Field>();
    var fields = new LinkedHashMap<String, Object>();
    for (Column column : columns) {
      Field field =
          DataTypes.field(column.alias(), column.type(), column.nullable() && !column.key());
      schema.add(field);
      fields.put(field.name(), rule(field, place(column)));
    }
    var config = new LinkedHashMap<String, Object>();
    config.put("connection", settings.connection());
    config.put("path", path);
    config.put("records", ROWS);
    if (!key.isEmpty()) {
      config.put("key", key);
    }
    if (tracking == ChangeTracking.ROWVERSION) {
      byVersion(config, schema, fields);
    } else {
      config.put("pagination", pages());
    }
    config.put("fields", fields);
    return new Entity(
        api.slug(),
        Schema.of(schema),
        SourceSpec.of("http", ComponentConfig.of(config)),
        tracking,
        parents(columns));
  }

  private static String place(Column column) {
    return column.key()
        ? "oracle_keys['" + escaped(column.name()) + "']"
        : "data['" + escaped(column.alias()) + "']";
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static Map<String, Object> rule(Field field, String path) {
    var rule = new LinkedHashMap<String, Object>();
    rule.put("type", field.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    rule.put("path", path);
    Limits limits = field.limits();
    limits.length().ifPresent(length -> rule.put("length", length));
    limits.precision().ifPresent(digits -> rule.put("precision", digits));
    limits.scale().ifPresent(digits -> rule.put("scale", digits));
    return rule;
  }

  private void byVersion(
      Map<String, Object> config, List<Field> schema, Map<String, Object> fields) {
    String name = fields.containsKey(VERSION) ? "_" + VERSION : VERSION;
    LogicalType type = versionType();
    Field version = new Field(name, type, true, Limits.NONE);
    schema.add(version);
    fields.put(name, rule(version, VERSION));
    config.put("cursor", name);
    var pages = new LinkedHashMap<String, Object>();
    pages.put("type", "keyset");
    pages.put("fields", Map.of(SINCE, VERSION));
    if (type == LogicalType.INTEGER) {
      // Rows of one transaction share a version.
      pages.put("ties", true);
    }
    pages.put("size", settings.pageSize());
    pages.put("sizeParam", SIZE);
    config.put("pagination", pages);
    config.put(
        "incremental",
        Map.of(
            "start",
            Map.of("param", SINCE, "exclusive", true),
            "bound",
            "largest",
            "ordered",
            true));
  }

  /** Whole numbers, also where they are written as texts; only a look at a row can tell others. */
  private LogicalType versionType() {
    ApiRequest one = ApiRequest.of("GET", path).query("page", "1").query(SIZE, "1");
    Optional<Map<String, @Nullable Object>> row =
        asking.records(one, JsonPath.of(ROWS)).stream().findFirst();
    Object version = row.map(found -> found.get(VERSION)).orElse(null);
    boolean number = version == null || version.toString().matches("-?\\d+");
    return number ? LogicalType.INTEGER : LogicalType.STRING;
  }

  private Map<String, Object> pages() {
    var pages = new LinkedHashMap<String, Object>();
    pages.put("type", "page");
    pages.put("param", "page");
    pages.put("size", settings.pageSize());
    pages.put("sizeParam", SIZE);
    settings.total().ifPresent(total -> pages.put("total", total));
    return pages;
  }

  private List<EntityParent> parents(List<Column> columns) {
    var parents = new ArrayList<EntityParent>();
    for (ToldApi.Relation relation : api.parents()) {
      var fields = new ArrayList<String>();
      for (String name : relation.columns()) {
        fields.add(
            columns.stream()
                .filter(column -> column.isCalled(name))
                .map(Column::alias)
                .findFirst()
                .orElseThrow(
                    () ->
                        api.refused(
                            "names '"
                                + name
                                + "' as a reference of the API '"
                                + api.slug()
                                + "', which is no column of it")));
      }
      if (fields.isEmpty()) {
        throw api.refused("names a parent of the API '" + api.slug() + "' without its columns");
      }
      parents.add(new EntityParent(relation.slug(), fields));
    }
    return parents;
  }
}
