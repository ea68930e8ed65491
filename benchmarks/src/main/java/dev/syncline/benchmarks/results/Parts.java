package dev.syncline.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What single steps cost, one record at a time.
 *
 * @param date the day, in UTC
 * @param commit what was measured
 * @param machine what it was measured on
 * @param parts the steps
 */
public record Parts(String date, String commit, Machine machine, List<Part> parts) {
  /** A copy of what is given. */
  public Parts {
    parts = List.copyOf(parts);
  }

  /**
   * One step.
   *
   * @param name the benchmark's class and method
   * @param parameters what it was run with
   * @param nanos for one record
   * @param error of that, with 99.9 % confidence
   * @param bytes allocated for one record
   */
  public record Part(
      String name, Map<String, String> parameters, double nanos, double error, double bytes) {
    /** A copy of what is given, in order. */
    public Part {
      parameters = new TreeMap<>(parameters);
    }
  }
}
