package dev.syncline.jdbc;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.destination.JdbcLoader;
import dev.syncline.jdbc.destination.TableSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A table as a destination: {@code JdbcTable.of("crm", "contacts").key("email")}. Immutable; every
 * method answers a changed copy.
 */
public final class JdbcTable implements Destination {
  private final Map<String, Object> config;
  private final Optional<DataSource> local;

  private JdbcTable(Map<String, Object> config, Optional<DataSource> local) {
    this.config = config;
    this.local = local;
  }

  /** A table, with or without its schema, in a connection of the configuration. */
  public static JdbcTable of(String connectionName, String table) {
    return new JdbcTable(Map.of(), Optional.empty())
        .with("connection", connectionName)
        .with("table", table);
  }

  /** A table in a database of this process; such a definition does not travel. */
  public static JdbcTable of(DataSource destination, String table) {
    return new JdbcTable(Map.of(), Optional.of(Objects.requireNonNull(destination, "destination")))
        .with("table", table);
  }

  /** The columns that hold the business key, where they are not the mapped key fields. */
  public JdbcTable key(String... columns) {
    return with("key", List.of(columns));
  }

  /** The table is created from the mapped fields if it is missing. */
  public JdbcTable createIfMissing() {
    return with("create", true);
  }

  /**
   * Missing columns are added, and narrow ones widened, so that the mapped fields fit. Nothing is
   * dropped or narrowed. Every statement is told in the report, and before that in a plan.
   */
  public JdbcTable evolve() {
    return with("evolve", true);
  }

  /**
   * Rows have columns that tell of the sync: {@code _sync_id}, {@code _sync_created_at}, {@code
   * _sync_updated_at}, {@code _sync_hash} and {@code _sync_deleted}. By the last one rows are
   * marked instead of deleted.
   */
  public JdbcTable audit() {
    return with("audit", true);
  }

  /**
   * The same with other names, for {@code id}, {@code createdAt}, {@code updatedAt}, {@code hash}
   * and {@code deleted}; {@code "false"} leaves a column out.
   */
  public JdbcTable audit(Map<String, String> names) {
    return with("audit", names);
  }

  /** Columns that get an index each, where the table is created or evolves. */
  public JdbcTable index(String... columns) {
    return with("index", List.of(columns));
  }

  /**
   * The table that keeps every version of a row with the time in which it was valid, written in the
   * transaction of the row; it is made if it is missing.
   */
  public JdbcTable history(String table) {
    return with("history", table);
  }

  /**
   * The table that keeps every change of a row, written in the transaction of the row; it is made
   * if it is missing.
   */
  public JdbcTable changeLog(String table) {
    return with("changeLog", table);
  }

  /** How many changes go into one transaction, at least 1; 1,000 unless said. */
  public JdbcTable batchSize(int changes) {
    if (changes < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, not " + changes);
    }
    return with("batchSize", changes);
  }

  /** How long a batch may take, at least a second; a minute unless said. */
  public JdbcTable timeout(Duration time) {
    return with("timeout", time.toString());
  }

  private JdbcTable with(String name, Object value) {
    var copy = new LinkedHashMap<>(config);
    copy.put(name, Objects.requireNonNull(value, name));
    return new JdbcTable(copy, local);
  }

  @Override
  public DestinationSpec toSpec() {
    ComponentConfig settings = ComponentConfig.of(config);
    if (local.isEmpty()) {
      return DestinationSpec.of("jdbc", settings);
    }
    Database database = Database.over(local.get());
    return new DestinationSpec(
        "local",
        settings,
        Optional.of(
            () -> new JdbcLoader(() -> database, TableSettings.of(settings), Clock.systemUTC())));
  }
}
