package dev.syncline.migration;

import dev.syncline.migration.EarlierSync.Column;
import dev.syncline.migration.ProjectText.FromEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in the words of a project file what a mapping file says. */
final class ProjectTree {
  private static final String SOURCE = "mysql";
  private static final String DESTINATION = "smartsuite";

  private final MigrationOptions options;

  ProjectTree(MigrationOptions options) {
    this.options = options;
  }

  Map<String, Object> of(List<MappedSync> syncs) {
    var connections = new LinkedHashMap<String, Object>();
    connections.put(SOURCE, source());
    connections.put(DESTINATION, destination());
    var project = new LinkedHashMap<String, Object>();
    project.put("connections", connections);
    project.put(
        "stateStore",
        section("type", "sqlite")
            .with("path", new FromEnvironment("${SYNC_STATE_DIR:-.}/sync-state.db"))
            .values());
    project.put("syncs", syncs.stream().filter(MappedSync::enabled).map(this::sync).toList());
    return project;
  }

  /** A TINYINT(1) is a number here, as it was there: 2 is not true. */
  private static Map<String, Object> source() {
    return section("type", "jdbc")
        .with(
            "url",
            new FromEnvironment(
                "jdbc:mysql://${MYSQL_HOST:-localhost}:${MYSQL_PORT:-3306}/${MYSQL_DATABASE}"
                    + "?tinyInt1isBit=false"))
        .with("user", new FromEnvironment("${MYSQL_USER}"))
        .with("password", new FromEnvironment("${MYSQL_PASSWORD:-}"))
        .values();
  }

  private static Map<String, Object> destination() {
    return section("type", "smartsuite")
        .with(
            "url", new FromEnvironment("${SMARTSUITE_BASE_URL:-https://app.smartsuite.com/api/v1}"))
        .with("token", new FromEnvironment("${SMARTSUITE_TOKEN}"))
        .with("account", new FromEnvironment("${SMARTSUITE_ACCOUNT_ID}"))
        .with("plaintext", new FromEnvironment("${SMARTSUITE_PLAINTEXT:-false}"))
        .values();
  }

  private Map<String, Object> sync(MappedSync mapped) {
    EarlierSync earlier = mapped.earlier();
    var sync = section("name", mapped.name());
    sync.with("source", from(earlier));
    var normalize = new Normalize(options).of(earlier.columns());
    if (!normalize.isEmpty()) {
      sync.with("normalize", normalize);
    }
    sync.with("map", map(earlier));
    var transform = new ArrayList<Object>();
    add(transform, "several-values", split(earlier.columns()));
    add(transform, "phone-numbers", phones(earlier.columns()));
    if (!transform.isEmpty()) {
      sync.with("transform", transform);
    }
    sync.with(
        "destination",
        section("connection", DESTINATION)
            .with("table", earlier.table())
            .with("externalId", earlier.externalId().orElseThrow())
            // As the earlier system had it: what a DATETIME shows is taken for UTC.
            .with("zone", "UTC")
            .values());
    delta(earlier).ifPresent(delta -> sync.with("delta", delta));
    if (options.deletes() && !earlier.query().limited()) {
      sync.with("deletes", "absence");
    }
    return sync.values();
  }

  private Map<String, Object> from(EarlierSync earlier) {
    var source = section("connection", SOURCE);
    source.with("query", earlier.query().sql());
    source.with("key", earlier.primaryKey());
    if (incremental(earlier)) {
      source.with("cursor", earlier.updatedAt().orElseThrow());
    }
    return source.values();
  }

  private boolean incremental(EarlierSync earlier) {
    return options.readEverythingEvery().isPresent()
        && earlier.query().sinceLast()
        && earlier.updatedAt().isPresent();
  }

  private Optional<Map<String, Object>> delta(EarlierSync earlier) {
    return incremental(earlier)
        ? options
            .readEverythingEvery()
            .map(
                every ->
                    section("strategy", "timestamp")
                        .with("reconcileEvery", every.toString())
                        .values())
        : Optional.empty();
  }

  private static Map<String, Object> map(EarlierSync earlier) {
    var targets = new LinkedHashMap<String, List<String>>();
    for (Column column : earlier.columns()) {
      targets.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(column.field());
    }
    String externalId = earlier.externalId().orElseThrow();
    var ofKey = targets.computeIfAbsent(earlier.primaryKey(), name -> new ArrayList<>());
    // The first field that the key feeds is the one by which records are found.
    ofKey.remove(externalId);
    ofKey.add(0, externalId);
    var map = new LinkedHashMap<String, Object>();
    targets.forEach((name, to) -> map.put(name, to.size() == 1 ? to.get(0) : to));
    return map;
  }

  private static Map<String, Object> split(List<Column> columns) {
    var fields = new LinkedHashMap<String, Object>();
    for (Column column : columns) {
      if (column.form() instanceof FieldForm.Several several) {
        fields.put(
            column.field(),
            several.values().isEmpty() ? Map.of() : Map.of("values", several.values()));
      }
    }
    return fields;
  }

  private static Map<String, Object> phones(List<Column> columns) {
    var fields = new LinkedHashMap<String, Object>();
    for (Column column : columns) {
      if (column.form() instanceof FieldForm.Phone phone) {
        fields.put(
            column.field(),
            section("country", phone.country()).with("type", phone.type()).values());
      }
    }
    return fields;
  }

  private static void add(List<Object> transform, String type, Map<String, Object> fields) {
    if (!fields.isEmpty()) {
      transform.add(section("type", type).with("fields", fields).values());
    }
  }

  private static Section section(String name, Object value) {
    return new Section().with(name, value);
  }

  /** Collects a section. */
  private static final class Section {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Section with(String name, Object value) {
      values.put(name, value);
      return this;
    }

    Map<String, Object> values() {
      return values;
    }
  }
}
