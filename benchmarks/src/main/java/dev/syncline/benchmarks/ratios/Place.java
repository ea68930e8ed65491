package dev.syncline.benchmarks.ratios;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pair of databases with the servers that they need, in a folder of their own. */
final class Place implements AutoCloseable {
  private final Path folder;
  private final Site site;
  private final Closeable servers;

  private Place(Path folder, Site site, Closeable servers) {
    this.folder = folder;
    this.site = site;
    this.servers = servers;
  }

  /** Starts what a kind of site needs, in a new folder. */
  static Place open(String kind, Path folder) throws Exception {
    Files.createDirectory(folder);
    return switch (kind) {
      case "pg" -> {
        var server = PostgresServer.start(folder.resolve("server"));
        yield new Place(folder, new Site(kind, server.url(), server.url(), folder), server);
      }
      case "sqlite" ->
          new Place(
              folder,
              new Site(kind, sqlite(folder, "source"), sqlite(folder, "destination"), folder),
              () -> {});
      case "mariadb" -> {
        var target = PostgresServer.start(folder.resolve("server"));
        MariaDbServer source;
        try {
          source = MariaDbServer.start(folder.resolve("mariadb"));
        } catch (Exception e) {
          target.close();
          throw e;
        }
        yield new Place(
            folder,
            new Site(kind, source.url(), target.url(), folder),
            () -> {
              try (target) {
                source.close();
              }
            });
      }
      default -> throw new IllegalArgumentException("ratios.databases: nothing is called " + kind);
    };
  }

  private static String sqlite(Path folder, String name) {
    return "jdbc:sqlite:" + folder.resolve(name + ".db");
  }

  Site site() {
    return site;
  }

  @Override
  public void close() throws IOException {
    servers.close();
    Folders.delete(folder);
  }
}
