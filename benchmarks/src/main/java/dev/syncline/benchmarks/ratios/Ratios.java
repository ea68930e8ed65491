package dev.syncline.benchmarks.ratios;

import dev.syncline.benchmarks.page.PerformancePage;
import dev.syncline.benchmarks.profile.Recording;
import dev.syncline.benchmarks.results.Checkout;
import dev.syncline.benchmarks.results.Figures;
import dev.syncline.benchmarks.results.Machine;
import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.MeasurementFile;
import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the jobs and writes {@code ratios.json}, a flat object of names and numbers; in a full run
 * also docs/performance.md and what it is made from.
 *
 * <ul>
 *   <li>A: the first sync, into an empty table and an empty state store
 *   <li>B: again, nothing changed
 *   <li>C: again, one record of a thousand changed
 *   <li>D: again, a thousand records deleted
 *   <li>E (only in a full run): a thousand records changed, by a sync that reads by cursor
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
      Folders.delete(folder);
    }
  }

  private void run() throws Exception {
    for (String kind : options.sites()) {
      for (long rows : options.rows()) {
        try (Place place = Place.open(kind, folder.resolve(kind + rows))) {
          measure(place.site(), rows);
        }
      }
    }
    String json = Figures.json(figures);
    Files.writeString(options.output().resolve("ratios.json"), json);
    System.out.print(json);
  }

  private void measure(Site site, long rows) throws IOException, SQLException {
    var samples = new Samples();
    Map<String, Profile> profiles = Map.of();
    var customers = new Customers(site, rows);
    customers.fill();
    try (var crew = new Crew(options)) {
      var round = new Round(site, customers, samples, crew);
      for (int i = 0; i < Math.max(options.rounds(), options.peerRounds()); i++) {
        if (i < options.rounds()) {
          round.ours(i);
        }
        for (String peer : i < options.peerRounds() ? crew.peers() : List.<String>of()) {
          round.peer(peer);
        }
      }
      if (options.docs().isPresent()) {
        profiles = moreAndProfiles(round);
      }
    }
    String label = Figures.label(rows);
    System.out.println(site.kind() + " " + label + ", seconds:\n" + samples);
    figures.putAll(new Figures(site.kind() + "_" + label + "_", samples).all());
    if (site.kind().equals("pg")) {
      figures.merge("peak_heap_mb_" + label, samples.highest("heap"), Math::max);
      figures.merge("resident_mb_" + label, samples.highest("resident"), Math::max);
    }
    if (options.docs().isPresent()) {
      publish(site, rows, samples, profiles, options.docs().get());
    }
  }

  /** Job E, which -Pratios has no time for, and a recording of every job. */
  private Map<String, Profile> moreAndProfiles(Round round) throws IOException, SQLException {
    var recordings = new TreeMap<>(round.recorded(options.rounds()));
    round.beginChangesOnly();
    for (int i = 0; i < options.rounds(); i++) {
      round.changesOnly(i);
    }
    recordings.put(Syncline.BY_CURSOR, round.recordedChangesOnly(options.rounds()));
    var profiles = new TreeMap<String, Profile>();
    for (Map.Entry<String, Path> job : recordings.entrySet()) {
      profiles.put(job.getKey(), Recording.profile(job.getValue()));
    }
    return profiles;
  }

  /** After each measurement, so that a run that is stopped leaves what it has. */
  private void publish(
      Site site, long rows, Samples samples, Map<String, Profile> profiles, Path docs)
      throws IOException, SQLException {
    new MeasurementFile(docs)
        .put(
            new Measurement(
                site.kind(),
                rows,
                LocalDate.now(ZoneOffset.UTC).toString(),
                Checkout.commit(docs),
                Machine.here(),
                Versions.of(site, options.peers()),
                options.heap(),
                options.jvmArgs(),
                samples.all(),
                profiles));
    PerformancePage.write(docs);
  }
}
