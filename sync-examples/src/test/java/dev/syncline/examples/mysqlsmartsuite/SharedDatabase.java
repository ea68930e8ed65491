package dev.syncline.examples.mysqlsmartsuite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** One MariaDB for all tests of a JVM; a start takes a while. */
final class SharedDatabase {
  private static final EmbeddedDatabase DATABASE = start();

  private SharedDatabase() {}

  static EmbeddedDatabase get() {
    return DATABASE;
  }

  private static EmbeddedDatabase start() {
    try {
      Path folder = Files.createTempDirectory("mysql-smartsuite");
      EmbeddedDatabase database = EmbeddedDatabase.start(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database, folder)));
      return database;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(EmbeddedDatabase database, Path folder) {
    database.close();
    try {
      DemoCommand.delete(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
