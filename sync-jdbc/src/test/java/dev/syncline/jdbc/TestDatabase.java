package dev.syncline.jdbc;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Dialects;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place of its own in a real database: a file, or a schema of the server that all tests of the
 * JVM share. It is made at its first use and taken away by {@link #close}.
 *
 * <p>It reads and writes values in its own way, so that tests do not check the dialects by
 * themselves.
 */
abstract class TestDatabase implements AutoCloseable {
  private @Nullable JdbcPool pool;

  static TestDatabase sqlite() {
    return new Sqlite(temporaryFolder().resolve("test.db"));
  }

  static TestDatabase h2() {
    return new H2("mem:test-" + UUID.randomUUID());
  }

  static TestDatabase h2File() {
    return new H2("file:" + temporaryFolder().resolve("test"));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("syncline");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestDatabase postgres() {
    return new Postgres();
  }

  /** MariaDB by its own driver. */
  static TestDatabase mariaDb() {
    return new MariaDb("jdbc:mariadb:", "");
  }

  /** MariaDB by MySQL Connector/J, which takes it for MySQL. */
  static TestDatabase mySql() {
    return new MariaDb("jdbc:mysql:", "");
  }

  /** MariaDB as it is where nobody asks for strictness: it cuts what does not fit, and warns. */
  static TestDatabase mariaDbThatCuts() {
    return new MariaDb("jdbc:mariadb:", "&jdbcCompliantTruncation=false");
  }

  /** The same by MySQL Connector/J. */
  static TestDatabase mySqlThatCuts() {
    return new MariaDb("jdbc:mysql:", "&jdbcCompliantTruncation=false");
  }

  abstract String url();

  /** Another place of the same kind; of a server, on the same one. */
  abstract TestDatabase another();

  String user() {
    return "";
  }

  /** Takes the place away. */
  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }

  final JdbcPool pool() {
    if (pool == null) {
      var connection = JdbcConnection.url(url()).maxPoolSize(6);
      pool = (user().isEmpty() ? connection : connection.user(user())).open();
    }
    return pool;
  }

  final Connection connect() throws SQLException {
    Connection connection = pool().dataSource().getConnection();
    prepare(connection);
    return connection;
  }

  void prepare(Connection connection) throws SQLException {}

  final void execute(String... statements) {
    try (Connection connection = connect()) {
      for (String sql : statements) {
        try (var statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of a query as texts. */
  final List<String> column(String sql) {
    var values = new ArrayList<String>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(String.valueOf(row.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  final String quote(String name) {
    return dialect().quote(name);
  }

  final Dialect dialect() {
    try (Connection connection = connect()) {
      return Dialects.of(connection.getMetaData());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a table anew; with {@code constraint} behind its columns. */
  final void create(String table, Schema schema, List<String> key, String constraint) {
    Dialect dialect = dialect();
    String columns =
        schema.fields().stream()
            .map(f -> quote(f.name()) + " " + dialect.columnDefinition(f, key.contains(f.name())))
            .collect(Collectors.joining(", "));
    execute(
        "DROP TABLE IF EXISTS " + quote(table),
        "CREATE TABLE " + quote(table) + " (" + columns + constraint + ")");
  }

  final void insert(String table, Schema schema, Collection<SyncRecord> rows) {
    String columns = schema.names().stream().map(this::quote).collect(Collectors.joining(", "));
    String marks = "?" + ", ?".repeat(schema.size() - 1);
    try (Connection connection = connect();
        var statement =
            connection.prepareStatement(
                "INSERT INTO " + quote(table) + " (" + columns + ") VALUES (" + marks + ")")) {
      connection.setAutoCommit(false);
      for (SyncRecord row : rows) {
        for (int i = 0; i < schema.size(); i++) {
          bind(statement, i + 1, schema.field(i), row.get(schema.field(i).name()));
        }
        statement.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void bind(PreparedStatement statement, int index, Field field, @Nullable Object value)
      throws SQLException {
    Object bound = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    statement.setObject(index, bound);
  }

  final List<Map<String, @Nullable Object>> rows(String table, Schema schema) {
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + quote(table))) {
      while (row.next()) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : schema.fields()) {
          String name = field.name();
          values.put(name, row.getObject(name) == null ? null : read(row, name, field.type()));
        }
        rows.add(values);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable Object read(ResultSet row, String name, LogicalType type) throws SQLException {
    return switch (type) {
      case BOOLEAN -> row.getBoolean(name);
      case INTEGER -> row.getLong(name);
      case DECIMAL -> row.getBigDecimal(name);
      case FLOAT -> row.getDouble(name);
      case STRING, OBJECT, LIST -> row.getString(name);
      case BYTES -> row.getBytes(name);
      case DATE -> row.getObject(name, LocalDate.class);
      case TIME -> row.getObject(name, LocalTime.class);
      case LOCAL_TIMESTAMP -> row.getObject(name, LocalDateTime.class);
      case TIMESTAMP -> row.getObject(name, OffsetDateTime.class).toInstant();
    };
  }

  private static final class Sqlite extends TestDatabase {
    private final Path file;

    Sqlite(Path file) {
      this.file = file;
    }

    @Override
    String url() {
      return "jdbc:sqlite:" + file;
    }

    @Override
    TestDatabase another() {
      return sqlite();
    }

    @Override
    void bind(PreparedStatement statement, int index, Field field, @Nullable Object value)
        throws SQLException {
      boolean plain =
          value == null
              || value instanceof Boolean
              || value instanceof Long
              || value instanceof Double
              || value instanceof byte[];
      statement.setObject(index, plain ? value : text(value));
    }

    private static String text(@Nullable Object value) {
      return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    @Override
    @Nullable Object read(ResultSet row, String name, LogicalType type) throws SQLException {
      return switch (type) {
        case DECIMAL -> new BigDecimal(row.getString(name));
        case DATE -> LocalDate.parse(row.getString(name));
        case TIME -> LocalTime.parse(row.getString(name));
        case LOCAL_TIMESTAMP -> LocalDateTime.parse(row.getString(name));
        case TIMESTAMP -> Instant.parse(row.getString(name));
        default -> super.read(row, name, type);
      };
    }
  }

  private static final class H2 extends TestDatabase {
    private final String place;

    H2(String place) {
      this.place = place;
    }

    @Override
    String url() {
      return "jdbc:h2:" + place;
    }

    @Override
    TestDatabase another() {
      return place.startsWith("mem:") ? h2() : h2File();
    }
  }

  private static final class Postgres extends TestDatabase {
    private final String schema = Servers.postgresSchema();

    @Override
    String url() {
      String url = Servers.postgresUrl();
      return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    @Override
    TestDatabase another() {
      return new Postgres();
    }

    @Override
    public void close() {
      super.close();
      Servers.dropPostgresSchema(schema);
    }
  }

  private static final class MariaDb extends TestDatabase {
    private final String scheme;
    private final String options;
    private final String database = Servers.mariaDbDatabase();

    MariaDb(String scheme, String options) {
      this.scheme = scheme;
      this.options = options;
    }

    @Override
    String url() {
      return Servers.mariaDbUrl(scheme, database) + options;
    }

    @Override
    TestDatabase another() {
      return new MariaDb(scheme, options);
    }

    @Override
    void prepare(Connection connection) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("SET time_zone = '+00:00'");
      }
    }

    @Override
    void bind(PreparedStatement statement, int index, Field field, @Nullable Object value)
        throws SQLException {
      Object bound =
          value instanceof Instant instant
              ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
              : value;
      statement.setObject(index, bound);
    }

    @Override
    @Nullable Object read(ResultSet row, String name, LogicalType type) throws SQLException {
      return type == LogicalType.TIMESTAMP
          ? row.getObject(name, LocalDateTime.class).toInstant(ZoneOffset.UTC)
          : super.read(row, name, type);
    }

    @Override
    public void close() {
      super.close();
      Servers.dropMariaDbDatabase(database);
    }
  }
}
