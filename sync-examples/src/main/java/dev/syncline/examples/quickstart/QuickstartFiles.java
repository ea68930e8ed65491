package dev.syncline.examples.quickstart;

import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.jdbc.JdbcConnection;
import java.nio.file.Path;

/**
 * The three files of the quickstart.
 *
 * @param folder where they are
 */
record QuickstartFiles(Path folder) {

  Path source() {
    return folder.resolve("source.db");
  }

  Path destination() {
    return folder.resolve("destination.db");
  }

  Path state() {
    return folder.resolve("state.db");
  }

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  static ConnectionSpec connection(Path file) {
    return JdbcConnection.url(url(file)).toSpec();
  }
}
