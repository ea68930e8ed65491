package dev.syncline.testkit.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Faults by chance, the same for the same seed: on an engine that runs in one thread a seed
 * reproduces a failure.
 *
 * <pre>{@code
 * var faults =
 *     FaultDice.seeded(42)
 *         .at(FaultPoint.WRITE, 0.1, Fault.timeOutBefore(), Fault.timeOutAfter())
 *         .at(FaultPoint.COMMIT, 0.05, Fault.timeOutAfter())
 *         .atMost(20);
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class FaultDice implements Faults {

  private final SplittableRandom random;
  private final Map<FaultPoint, Odds> odds = new EnumMap<>(FaultPoint.class);
  private final Map<FaultPoint, Integer> calls = new EnumMap<>(FaultPoint.class);
  private final List<Strike> strikes = new ArrayList<>();
  private int most = Integer.MAX_VALUE;

  private record Odds(double probability, List<Fault> faults) {}

  private FaultDice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Dice that fall as this seed says. */
  public static FaultDice seeded(long seed) {
    return new FaultDice(seed);
  }

  /**
   * Lets some of the calls at a point go wrong.
   *
   * @param point at which calls
   * @param probability the share of calls, 0 to 1
   * @param faults one of these happens, each as often as the others
   * @throws IllegalArgumentException if one of these cannot happen there
   */
  public synchronized FaultDice at(FaultPoint point, double probability, Fault... faults) {
    if (!(probability >= 0 && probability <= 1) || faults.length == 0) {
      throw new IllegalArgumentException(
          "a probability from 0 to 1 and at least one fault, not "
              + probability
              + " and "
              + faults.length);
    }
    for (Fault fault : faults) {
      FaultScript.refuseMisfit(point, fault);
    }
    odds.put(point, new Odds(probability, List.of(faults)));
    return this;
  }

  /** Lets everything work after so many faults, so that what is tested can come to an end. */
  public synchronized FaultDice atMost(int faults) {
    most = faults;
    return this;
  }

  /** What has gone wrong so far, in order. */
  public synchronized List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  @Override
  public synchronized Optional<Fault> next(FaultPoint point) {
    int call = calls.merge(point, 1, Integer::sum);
    Odds chance = odds.get(point);
    if (chance == null || strikes.size() >= most || random.nextDouble() >= chance.probability()) {
      return Optional.empty();
    }
    Fault fault = chance.faults().get(random.nextInt(chance.faults().size()));
    strikes.add(new Strike(point, call, fault));
    return Optional.of(fault);
  }
}
