package dev.syncline.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measured values by name. */
public final class Samples {
  private final TreeMap<String, List<Double>> values = new TreeMap<>();

  /** Nothing yet. */
  public Samples() {}

  /** What was measured before. */
  public Samples(Map<String, List<Double>> values) {
    values.forEach((name, all) -> this.values.put(name, new ArrayList<>(all)));
  }

  /** One more value of a name. */
  public void add(String name, double value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  /** Whether anything of this name was measured. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** How often it was. */
  public int count(String name) {
    return of(name).size();
  }

  /** The middle of the values of a name; of two in the middle, their mean. */
  public double median(String name) {
    List<Double> sorted = sorted(name);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The least of the values of a name. */
  public double lowest(String name) {
    return sorted(name).get(0);
  }

  /** The greatest of them. */
  public double highest(String name) {
    List<Double> sorted = sorted(name);
    return sorted.get(sorted.size() - 1);
  }

  /** All values by name, in the order in which they were measured. */
  public Map<String, List<Double>> all() {
    return new TreeMap<>(values);
  }

  private List<Double> sorted(String name) {
    List<Double> sorted = of(name).stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured of " + name);
    }
    return sorted;
  }

  private List<Double> of(String name) {
    return values.getOrDefault(name, List.of());
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
}
