package dev.syncline.testkit.simulation;

import dev.syncline.api.Stage;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How often which fault met which stage. */
final class Coverage {
  private final Map<String, Map<Stage, Long>> counts = new TreeMap<>();

  void add(String fault, Stage stage) {
    counts.computeIfAbsent(fault, kind -> new EnumMap<>(Stage.class)).merge(stage, 1L, Long::sum);
  }

  Map<String, Map<Stage, Long>> counts() {
    return counts;
  }
}
