package dev.syncline.benchmarks.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the four jobs and writes {@code ratios.json}, a flat object of names and numbers.
 *
 * <ul>
 *   <li>A: the first sync, into an empty table and an empty state store
 *   <li>B: again, nothing changed
 *   <li>C: again, one record of a thousand changed
 *   <li>D: again, a thousand records deleted
 * </ul>
 *
 * <p>Every contestant is one process with the same heap, and they take turns within each round.
 */
public final class Ratios {
  private final Options options;
  private final Path folder;
  private final TreeMap<String, Double> figures = new TreeMap<>();

  private Ratios(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /** Takes no arguments; {@link Options} are system properties. */
  public static void main(String[] args) throws Exception {
    Options options = Options.read();
    Files.createDirectories(options.output());
    Path folder = Files.createTempDirectory(options.output().toAbsolutePath(), "ratios");
    try {
      new Ratios(options, folder).run();
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException, SQLException {
    for (String kind : options.sites()) {
      for (long rows : options.rows()) {
        Path place = Files.createDirectory(folder.resolve(kind + rows));
        try {
          if (kind.equals("pg")) {
            try (Server server = Server.start(place.resolve("server"))) {
              measure(new Site(kind, server.url(), server.url(), place), rows);
            }
          } else {
            measure(sqlite(place), rows);
          }
        } finally {
          delete(place);
        }
      }
    }
    Path file = options.output().resolve("ratios.json");
    Files.writeString(file, Samples.json(figures));
    System.out.print(Samples.json(figures));
  }

  private static Site sqlite(Path place) {
    return new Site(
        "sqlite",
        "jdbc:sqlite:" + place.resolve("source.db"),
        "jdbc:sqlite:" + place.resolve("destination.db"),
        place);
  }

  private void measure(Site site, long rows) throws IOException, SQLException {
    var samples = new Samples();
    var customers = new Customers(site, rows);
    customers.fill();
    try (var us = new Forked("syncline", options);
        var limits = new Forked("limits", options)) {
      for (int round = 0; round < options.rounds(); round++) {
        new Round(site, customers, samples).run(us, limits, round);
      }
    }
    if (options.peerRounds() > 0) {
      try (var peer = new Forked("springbatch", options)) {
        for (int round = 0; round < options.peerRounds(); round++) {
          new Round(site, customers, samples).run(peer);
        }
      }
    }
    System.out.println(site.kind() + " " + Options.label(rows) + ", seconds:\n" + samples);
    new Figures(site.kind() + "_" + Options.label(rows) + "_", samples).into(figures);
    if (site.postgres()) {
      figures.merge("peak_heap_mb_" + Options.label(rows), samples.highest("heap"), Math::max);
      figures.merge("resident_mb_" + Options.label(rows), samples.highest("resident"), Math::max);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
