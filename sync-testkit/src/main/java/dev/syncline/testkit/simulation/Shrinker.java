package dev.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Drops from a history what it does not need to fail. */
final class Shrinker {
  private Shrinker() {}

  static History shrink(History failing, Predicate<History> fails) {
    History shortest = failing;
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int size = Math.max(1, shortest.steps().size() / 2); size > 0; size /= 2) {
        for (int from = 0; from < shortest.steps().size(); ) {
          History candidate = shortest.without(from, size);
          if (fails.test(candidate)) {
            shortest = candidate;
            shorter = true;
          } else {
            from += size;
          }
        }
      }
      for (History candidate : calmer(shortest)) {
        if (!shorter && fails.test(candidate)) {
          shortest = candidate;
          shorter = true;
        }
      }
    }
    return shortest;
  }

  /** The same history with a trouble less. */
  private static List<History> calmer(History history) {
    var calmer = new ArrayList<History>();
    for (int i = 0; i < history.steps().size(); i++) {
      if (history.steps().get(i) instanceof Step.Run run) {
        for (int drop = 0; drop < run.troubles().size(); drop++) {
          var fewer = new ArrayList<>(run.troubles());
          fewer.remove(drop);
          var steps = new ArrayList<>(history.steps());
          steps.set(i, new Step.Run(run.syncs(), fewer));
          calmer.add(new History(history.seed(), history.setup(), steps));
        }
      }
    }
    return calmer;
  }
}
