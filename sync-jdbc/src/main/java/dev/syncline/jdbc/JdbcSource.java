package dev.syncline.jdbc;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.source.JdbcExtractor;
import dev.syncline.jdbc.source.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A table or a query as a source: {@code JdbcSource.query("shop", "SELECT * FROM customers")
 * .key("id").cursor("updated_at")}. Immutable; every method answers a changed copy.
 *
 * <p>A query and a filter may have named parameters ({@code :name}); {@code :cursor} is the cursor
 * of an incremental run, and null in a full scan.
 */
public final class JdbcSource implements Source {
  private final Map<String, Object> config;
  private final Optional<DataSource> local;

  private JdbcSource(Map<String, Object> config, Optional<DataSource> local) {
    this.config = config;
    this.local = local;
  }

  /** The rows of a query in a connection of the configuration. */
  public static JdbcSource query(String connectionName, String sql) {
    return named(connectionName).with("query", sql);
  }

  /** The rows of a query in a database of this process; such a definition does not travel. */
  public static JdbcSource query(DataSource source, String sql) {
    return over(source).with("query", sql);
  }

  /** The rows of a table, with or without its schema, in a connection of the configuration. */
  public static JdbcSource table(String connectionName, String table) {
    return named(connectionName).with("table", table);
  }

  /** The rows of a table in a database of this process; such a definition does not travel. */
  public static JdbcSource table(DataSource source, String table) {
    return over(source).with("table", table);
  }

  private static JdbcSource named(String connectionName) {
    return new JdbcSource(Map.of(), Optional.empty()).with("connection", connectionName);
  }

  private static JdbcSource over(DataSource source) {
    return new JdbcSource(Map.of(), Optional.of(Objects.requireNonNull(source, "source")));
  }

  /**
   * A condition in SQL that the rows of a table must meet, checked by the database; it may have
   * named parameters. A record that stops meeting it is not gone: the definition's {@code onLeave}
   * says what becomes of it.
   */
  public JdbcSource where(String condition) {
    return with("where", condition);
  }

  /** The columns that identify a record. */
  public JdbcSource key(String... columns) {
    return with("key", List.of(columns));
  }

  /** The columns that are read, besides those of the key and the cursor; all unless said. */
  public JdbcSource columns(String... columns) {
    return with("columns", List.of(columns));
  }

  /**
   * The column that grows with every change, such as a timestamp or a row version. {@code xmin} of
   * a table in PostgreSQL is the version that the database itself gives its rows.
   */
  public JdbcSource cursor(String column) {
    return with("cursor", column);
  }

  /** The value of a named parameter of the query: a text, a number or a truth value. */
  public JdbcSource parameter(String name, Object value) {
    var parameters = new LinkedHashMap<String, Object>();
    if (config.get("parameters") instanceof Map<?, ?> known) {
      known.forEach((known1, value1) -> parameters.put(String.valueOf(known1), value1));
    }
    parameters.put(name, Objects.requireNonNull(value, "value"));
    return with("parameters", parameters);
  }

  /** How many rows travel at once, at least 1; 2,000 unless said. */
  public JdbcSource fetchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("fetchSize must be at least 1, not " + rows);
    }
    return with("fetchSize", rows);
  }

  /**
   * Whether a day such as 0000-00-00 of MySQL, which is none, is read as null. Unless said it stays
   * a text, which only a text column takes; the record is rejected elsewhere.
   */
  public JdbcSource zeroDatesAsNull(boolean asNull) {
    return with("zeroDatesAsNull", asNull);
  }

  /**
   * How many connections a full scan reads with, each a range of the key at a time, and all of them
   * one state of the database; 1 unless said. For PostgreSQL, and a key of one column of whole
   * numbers. Such a scan cannot be resumed: it starts again.
   */
  public JdbcSource lanes(int connections) {
    return with("lanes", connections);
  }

  /**
   * Whether a full scan goes in the order of the key, so that it can be resumed where it stopped.
   * Tables do unless told otherwise, queries only if told so: the database may have to sort.
   */
  public JdbcSource resumable(boolean byKey) {
    return with("resumable", byKey);
  }

  private JdbcSource with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new JdbcSource(copy, local);
  }

  @Override
  public SourceSpec toSpec() {
    ComponentConfig settings = ComponentConfig.of(config);
    if (local.isEmpty()) {
      return SourceSpec.of("jdbc", settings);
    }
    Database database = Database.over(local.get());
    return new SourceSpec(
        "local",
        settings,
        Optional.of(() -> new JdbcExtractor(() -> database, SourceSettings.of(settings))));
  }
}
