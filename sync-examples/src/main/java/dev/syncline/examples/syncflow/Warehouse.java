package dev.syncline.examples.syncflow;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of our own, whose data stay in a folder. */
final class Warehouse implements AutoCloseable {
  private final EmbeddedPostgres server;

  Warehouse(Path folder) throws IOException {
    this.server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.toAbsolutePath())
            .setCleanDataDirectory(false)
            .start();
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
