package dev.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Kills the second run of a sync before and after every call that its engine makes to its source,
 * destination, state store and listeners, one after the other, and starts another engine in its
 * place. That one has to make good whatever was left: nothing lost, nothing twice, balanced books,
 * no write in doubt, and nothing to do for one more run.
 *
 * <pre>{@code
 * CrashPoints.of(MyScenario::new)
 *     .thenAlso("a row is deleted", scenario -> scenario.deleteRow(2))
 *     .check();
 * }</pre>
 *
 * <p>Between two calls an engine only computes: a crash at any moment, at any boundary of its nine
 * stages, is a crash behind the call before it.
 *
 * @param <S> the kind of scenario
 */
public final class CrashPoints<S extends CrashScenario> {
  private static final int MOST_FAILURES = 5;

  private final Supplier<S> fresh;
  private final Map<String, Consumer<? super S>> changes;

  private CrashPoints(Supplier<S> fresh, Map<String, Consumer<? super S>> changes) {
    this.fresh = fresh;
    this.changes = changes;
  }

  /** Crashes in a scenario; after every crash the source stays as it is. */
  public static <S extends CrashScenario> CrashPoints<S> of(Supplier<S> fresh) {
    return new CrashPoints<>(fresh, Map.of("nothing changes", scenario -> {}));
  }

  /** The same crashes once more, each with a change at the source before the restart. */
  public CrashPoints<S> thenAlso(String name, Consumer<? super S> change) {
    var more = new LinkedHashMap<>(changes);
    more.put(name, change);
    return new CrashPoints<>(fresh, more);
  }

  /**
   * Tries all of them.
   *
   * @return how many crashes were survived
   * @throws AssertionError naming the first crashes that were not, and what was wrong
   */
  public Survived check() {
    int points = countPoints();
    int crashes = 0;
    var failures = new ArrayList<String>();
    for (var change : changes.entrySet()) {
      for (int point = 1; point <= points; point++) {
        for (boolean after : new boolean[] {false, true}) {
          crashes++;
          crash(point, after, change.getKey(), change.getValue()).ifPresent(failures::add);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(
          failures.size()
              + " of "
              + crashes
              + " crashes were not survived:\n"
              + String.join("\n", failures.subList(0, Math.min(MOST_FAILURES, failures.size()))));
    }
    return new Survived(points, crashes);
  }

  private int countPoints() {
    try (S scenario = fresh.get()) {
      var trials = CrashTrial.prepared(scenario);
      CrashTrap trap = CrashTrap.counting();
      trials.requireSuccess(trap);
      trials.requireAllWell();
      return trap.calls();
    }
  }

  private Optional<String> crash(
      int point, boolean after, String name, Consumer<? super S> change) {
    CrashTrap trap = CrashTrap.killing(point, after);
    try (S scenario = fresh.get()) {
      var trials = CrashTrial.prepared(scenario);
      trials.run(trap);
      change.accept(scenario);
      trials.requireSuccess(CrashTrap.counting());
      trials.requireAllWell();
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(
          "killed "
              + (after ? "after " : "before ")
              + trap.where()
              + ", then "
              + name
              + ": "
              + e.getMessage());
    }
  }

  /**
   * How much was tried.
   *
   * @param points the calls that a run makes
   * @param crashes how often an engine was killed
   */
  public record Survived(int points, int crashes) {}
}
