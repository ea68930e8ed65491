package dev.syncline.benchmarks.ratios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measured values by name, and the figures made of their medians. */
final class Samples {
  private final Map<String, List<Double>> values = new TreeMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The middle of the values of a name; of two in the middle, their mean. */
  double median(String name) {
    List<Double> sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured of " + name);
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double highest(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElseThrow();
  }

  /** All values of all names, to see how far they scatter. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + " "
                    + entry.getValue().stream()
                        .map(value -> String.format(Locale.ROOT, "%.3f", value))
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  /** A flat JSON object. */
  static String json(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(
            figure ->
                String.format(Locale.ROOT, "  \"%s\": %.4f", figure.getKey(), figure.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}
