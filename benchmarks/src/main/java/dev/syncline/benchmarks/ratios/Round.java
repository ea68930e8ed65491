package dev.syncline.benchmarks.ratios;

import dev.syncline.benchmarks.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Every job once, each beside its limit. */
final class Round {
  private static final double MB = 1 << 20;

  private final Site site;
  private final Customers customers;
  private final Samples samples;
  private final Crew crew;

  Round(Site site, Customers customers, Samples samples, Crew crew) {
    this.site = site;
    this.customers = customers;
    this.samples = samples;
    this.crew = crew;
  }

  /** Ours and the limits. */
  void ours(int round) throws IOException, SQLException {
    customers.emptyDestination();
    time(crew.limits(), "copy", "copy");
    customers.emptyDestination();
    forgetState();
    ours("A");
    time(crew.limits(), "read", "read");
    ours("B");
    customers.change(round);
    ours("C");
    time(crew.limits(), "read", "read");
    customers.delete();
    ours("D");
    customers.restore();
  }

  /** Before {@link #changesOnly}: the first run of the sync that reads by cursor. */
  void beginChangesOnly() throws IOException, SQLException {
    customers.indexChanges();
    customers.emptyDestination();
    forgetState();
    crew.us().run(Syncline.BY_CURSOR, site);
    customers.requireSame("the first run by cursor");
  }

  /** Ours where the source says what has changed. */
  void changesOnly(int round) throws IOException, SQLException {
    time(crew.limits(), "read", "read");
    customers.changeLately(round);
    ours(Syncline.BY_CURSOR);
  }

  /** The same once more, recorded. */
  Path recordedChangesOnly(int round) throws IOException, SQLException {
    customers.changeLately(round);
    return recorded(Syncline.BY_CURSOR);
  }

  /** A peer: the first sync, and again in both ways. */
  void peer(String peer) throws IOException, SQLException {
    Forked process = crew.of(peer);
    customers.emptyDestination();
    time(process, Peers.UPSERT, peer + "_A");
    customers.requireSame(peer);
    customers.settle();
    time(process, Peers.UPSERT, peer + "_B");
    customers.settle();
    time(process, Peers.DISTINCT, peer + "_distinct_B");
  }

  /** Ours once more, each job recorded; its times do not count. Answers a file for each. */
  Map<String, Path> recorded(int round) throws IOException, SQLException {
    var files = new TreeMap<String, Path>();
    customers.emptyDestination();
    forgetState();
    files.put("A", recorded("A"));
    files.put("B", recorded("B"));
    customers.change(round);
    files.put("C", recorded("C"));
    customers.delete();
    files.put("D", recorded("D"));
    customers.restore();
    return files;
  }

  private Path recorded(String job) throws IOException, SQLException {
    customers.settle();
    crew.us().run(Worker.RECORDED + job, site);
    customers.requireSame("job " + job);
    return Worker.recording(job, site);
  }

  private void ours(String job) throws IOException, SQLException {
    customers.settle();
    Forked.Answer answer = time(crew.us(), job, job);
    samples.add("heap", rounded(answer.heapBytes() / MB));
    samples.add("resident", rounded(answer.residentKb() / 1024.0));
    customers.requireSame("job " + job);
  }

  private Forked.Answer time(Forked who, String job, String name) throws IOException {
    Forked.Answer answer = who.run(job, site);
    samples.add(name, rounded(answer.seconds()));
    System.out.printf(Locale.ROOT, "%s %s %.2f s%n", site.kind(), name, answer.seconds());
    return answer;
  }

  /** To a ten-thousandth: nothing is measured more precisely than that. */
  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  private void forgetState() throws IOException {
    Path state = site.state();
    for (String suffix : List.of("", "-wal", "-shm", "-new")) {
      Files.deleteIfExists(state.resolveSibling(state.getFileName() + suffix));
    }
  }
}
