package dev.syncline.benchmarks.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Every job once, each beside its limit. */
final class Round {
  private static final double MB = 1 << 20;

  private final Site site;
  private final Customers customers;
  private final Samples samples;

  Round(Site site, Customers customers, Samples samples) {
    this.site = site;
    this.customers = customers;
    this.samples = samples;
  }

  /** Ours and the limits. */
  void run(Forked us, Forked limits, int round) throws IOException, SQLException {
    customers.emptyDestination();
    time(limits, "copy", "copy");
    customers.emptyDestination();
    forgetState();
    ours(us, "A");
    time(limits, "read", "read");
    ours(us, "B");
    customers.change(round);
    ours(us, "C");
    time(limits, "read", "read");
    customers.delete();
    ours(us, "D");
    customers.restore();
  }

  /** A peer: the first sync, and again in both ways. */
  void run(Forked peer) throws IOException, SQLException {
    customers.emptyDestination();
    time(peer, "springbatch", "springbatch_A");
    customers.requireSame("Spring Batch");
    customers.settle();
    time(peer, "springbatch", "springbatch_B");
    customers.settle();
    time(peer, "distinct", "springbatch_distinct_B");
  }

  private void ours(Forked us, String job) throws IOException, SQLException {
    customers.settle();
    time(us, job, job);
    customers.requireSame("job " + job);
  }

  private void time(Forked who, String job, String name) throws IOException {
    Forked.Answer answer = who.run(job, site);
    samples.add(name, answer.seconds());
    if (name.length() == 1) {
      samples.add("heap", answer.heapBytes() / MB);
      samples.add("resident", answer.residentKb() / 1024.0);
    }
    System.out.printf(Locale.ROOT, "%s %s %.2f s%n", site.kind(), name, answer.seconds());
  }

  private void forgetState() throws IOException {
    Path state = site.state();
    for (String suffix : List.of("", "-wal", "-shm", "-new")) {
      Files.deleteIfExists(state.resolveSibling(state.getFileName() + suffix));
    }
  }
}
