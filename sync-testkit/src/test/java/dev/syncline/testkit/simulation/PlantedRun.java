package dev.syncline.testkit.simulation;

import java.util.Map;
import java.util.concurrent.Callable;

/** Runs the simulation on whatever engine its class loader has. */
public final class PlantedRun implements Callable<Map.Entry<Long, String>> {
  static final long MOST = 3_000;

  /** How many histories it took, and what was found; an empty text if nothing was. */
  @Override
  public Map.Entry<Long, String> call() {
    var report = Simulation.inMemory().run(1, MOST);
    return Map.entry(report.histories(), report.failure().orElse(""));
  }
}
