package dev.syncline.testkit.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets an engine live through seeded histories, and checks it against a model after every run.
 *
 * <p>A history has one or two syncs over simulated systems, in one thread and by a clock of its
 * own. Between the runs rows come, change, go and come back; during the runs processes die, stand
 * still while another takes over, lose answers, or are stopped. The same seed gives the same
 * history.
 */
public final class Simulation {
  private final Supplier<StateStores> stores;
  private final List<DestinationKind> destinations;

  private Simulation(Supplier<StateStores> stores, Set<DestinationKind> destinations) {
    this.stores = stores;
    this.destinations = List.copyOf(destinations);
  }

  /** Histories over the in-memory state store and every kind of destination. */
  public static Simulation inMemory() {
    return over(StateStores::inMemory);
  }

  /** Histories over another state store; a fresh one for every history. */
  public static Simulation over(Supplier<StateStores> stores) {
    return new Simulation(stores, EnumSet.allOf(DestinationKind.class));
  }

  /** With these kinds of destinations only. */
  public Simulation destinations(DestinationKind first, DestinationKind... more) {
    return new Simulation(stores, EnumSet.of(first, more));
  }

  /** Runs histories until one fails or so many have run. */
  public SimulationReport run(long firstSeed, long histories) {
    var coverage = new Coverage();
    long steps = 0;
    long started = System.nanoTime();
    for (long i = 0; i < histories; i++) {
      History history = HistoryMaker.make(firstSeed + i, destinations);
      Optional<Outcome> failed = live(history, coverage);
      steps += history.steps().size();
      if (failed.isPresent()) {
        return new SimulationReport(
            i + 1, steps, coverage.counts(), Optional.of(told(history)), elapsed(started));
      }
    }
    return new SimulationReport(
        histories, steps, coverage.counts(), Optional.empty(), elapsed(started));
  }

  private static java.time.Duration elapsed(long started) {
    return java.time.Duration.ofNanos(System.nanoTime() - started);
  }

  /** The shortest history found that still fails, and how. */
  private String told(History history) {
    History shortest = Shrinker.shrink(history, this::fails);
    Outcome outcome = live(shortest, new Coverage()).orElseThrow();
    return String.format(
        Locale.ROOT,
        "seed %d fails, cut down to %d of %d steps:%n%s%nstep %d: %s",
        history.seed(),
        shortest.steps().size(),
        history.steps().size(),
        shortest.told(),
        outcome.step(),
        outcome.what());
  }

  private boolean fails(History history) {
    return live(history, new Coverage()).isPresent();
  }

  /** Runs one history; says how it failed, if it did. */
  Optional<String> run(History history) {
    return live(history, new Coverage()).map(Outcome::toString);
  }

  /** How a history failed; empty if it did not. */
  private Optional<Outcome> live(History history, Coverage coverage) {
    int step = 0;
    try (StateStores made = stores.get();
        World world = new World(history.setup(), made, coverage)) {
      try {
        for (Step next : history.steps()) {
          step++;
          Steps.take(world, next);
        }
        step++;
        new Settling(world).settle();
        return Optional.empty();
      } catch (Violation e) {
        String cause = e.getCause() == null ? "" : "\n" + stack(e.getCause());
        return Optional.of(new Outcome(step, e.getMessage() + cause));
      } catch (RuntimeException e) {
        return Optional.of(new Outcome(step, stack(e)));
      }
    }
  }

  private static String stack(Throwable e) {
    var text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  private record Outcome(int step, String what) {}
}
