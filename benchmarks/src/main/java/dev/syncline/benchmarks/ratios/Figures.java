package dev.syncline.benchmarks.ratios;

import java.util.List;
import java.util.Map;

/** Medians and their ratios, under the names that they are published with. */
final class Figures {
  private static final List<String> MEASURED =
      List.of("A", "B", "C", "D", "copy", "read", "springbatch_A", "springbatch_B");

  private final String prefix;
  private final Samples samples;

  Figures(String prefix, Samples samples) {
    this.prefix = prefix;
    this.samples = samples;
  }

  void into(Map<String, Double> figures) {
    ratio(figures, "A_vs_copy", "A", "copy");
    for (String job : List.of("B", "C", "D")) {
      ratio(figures, job + "_vs_read", job, "read");
    }
    ratio(figures, "A_springbatch_vs_us", "springbatch_A", "A");
    ratio(figures, "B_springbatch_vs_us", "springbatch_B", "B");
    ratio(figures, "B_springbatch_distinct_vs_us", "springbatch_distinct_B", "B");
    for (String name : MEASURED) {
      if (samples.has(name)) {
        figures.put(prefix + name + "_seconds", samples.median(name));
      }
    }
  }

  private void ratio(Map<String, Double> figures, String name, String above, String below) {
    if (samples.has(above) && samples.has(below)) {
      figures.put(prefix + name, samples.median(above) / samples.median(below));
    }
  }
}
