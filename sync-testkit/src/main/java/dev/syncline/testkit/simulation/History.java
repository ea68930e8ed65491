package dev.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens, from the first row to the last run.
 *
 * @param seed what it was made from
 * @param setup the systems
 * @param steps what happens, in order
 */
record History(long seed, Setup setup, List<Step> steps) {

  History {
    steps = List.copyOf(steps);
  }

  History without(int from, int count) {
    var fewer = new ArrayList<>(steps);
    fewer.subList(from, Math.min(steps.size(), from + count)).clear();
    return new History(seed, setup, fewer);
  }

  /** For a person: the setup, and a line for every step. */
  String told() {
    var text = new StringBuilder("  ").append(setup);
    for (int i = 0; i < steps.size(); i++) {
      text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
    }
    return text.toString();
  }
}
