package dev.syncline.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One pair of databases at one size, measured in one go.
 *
 * @param site {@code pg}, {@code sqlite} or {@code mariadb}
 * @param rows how many records
 * @param date the day, in UTC
 * @param commit what was measured, as {@code git describe} names it
 * @param machine what it was measured on
 * @param versions of databases, drivers and peers, by name
 * @param heap of each process, as {@code -Xmx} takes it
 * @param jvmArgs further arguments of our own process
 * @param samples seconds by job, and what memory it took in MiB
 * @param profiles where the time goes, by job; empty if that was not asked for
 */
public record Measurement(
    String site,
    long rows,
    String date,
    String commit,
    Machine machine,
    Map<String, String> versions,
    String heap,
    List<String> jvmArgs,
    Map<String, List<Double>> samples,
    Map<String, Profile> profiles) {

  /** A copy of what is given, in order. */
  public Measurement {
    versions = new TreeMap<>(versions);
    jvmArgs = List.copyOf(jvmArgs);
    samples = new TreeMap<>(samples);
    profiles = new TreeMap<>(profiles);
  }

  /** The samples, with their medians. */
  public Samples measured() {
    return new Samples(samples);
  }

  /** Whether it takes the place of another: the same databases at the same size. */
  public boolean replaces(Measurement other) {
    return site.equals(other.site) && rows == other.rows;
  }
}
