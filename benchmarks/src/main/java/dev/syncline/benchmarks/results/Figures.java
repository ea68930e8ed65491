package dev.syncline.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Medians and their ratios, under the names that they are published with. */
public final class Figures {
  /** The peers, as their samples and figures are named. */
  public static final List<String> PEERS = List.of("springbatch", "easybatch", "camel");

  private static final List<String> MEASURED = List.of("A", "B", "C", "D", "E", "copy", "read");

  private final String prefix;
  private final Samples samples;

  /**
   * The figures of one measurement.
   *
   * @param prefix what their names begin with
   */
  public Figures(String prefix, Samples samples) {
    this.prefix = prefix;
    this.samples = samples;
  }

  /** How a size stands in the names of figures. */
  public static String label(long rows) {
    if (rows % 1_000_000 == 0) {
      return rows / 1_000_000 + "m";
    }
    return rows % 1_000 == 0 ? rows / 1_000 + "k" : Long.toString(rows);
  }

  /** All figures by name. */
  public Map<String, Double> all() {
    var figures = new TreeMap<String, Double>();
    ratio(figures, "A_vs_copy", "A", "copy");
    for (String job : List.of("B", "C", "D", "E")) {
      ratio(figures, job + "_vs_read", job, "read");
    }
    for (String peer : PEERS) {
      peer(figures, peer);
    }
    for (String name : MEASURED) {
      seconds(figures, name);
    }
    return figures;
  }

  private void peer(Map<String, Double> figures, String peer) {
    ratio(figures, "A_" + peer + "_vs_us", peer + "_A", "A");
    ratio(figures, "B_" + peer + "_vs_us", peer + "_B", "B");
    ratio(figures, "B_" + peer + "_distinct_vs_us", peer + "_distinct_B", "B");
    ratio(figures, "B_" + peer + "_best_vs_us", bestB(samples, peer), "B");
    for (String job : List.of("_A", "_B", "_distinct_B")) {
      seconds(figures, peer + job);
    }
  }

  /** The name of the variant in which a peer does job B fastest. */
  public static String bestB(Samples samples, String peer) {
    String plain = peer + "_B";
    String distinct = peer + "_distinct_B";
    return samples.has(distinct) && samples.median(distinct) < samples.median(plain)
        ? distinct
        : plain;
  }

  private void seconds(Map<String, Double> figures, String name) {
    if (samples.has(name)) {
      figures.put(prefix + name + "_seconds", samples.median(name));
    }
  }

  private void ratio(Map<String, Double> figures, String name, String above, String below) {
    if (samples.has(above) && samples.has(below)) {
      figures.put(prefix + name, samples.median(above) / samples.median(below));
    }
  }

  /** A flat JSON object. */
  public static String json(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(
            figure ->
                String.format(Locale.ROOT, "  \"%s\": %.4f", figure.getKey(), figure.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}
