package dev.syncline.testkit.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Faults at the calls that a test names.
 *
 * <pre>{@code
 * var faults = FaultScript.create().on(FaultPoint.WRITE, 2, Fault.timeOutAfter());
 * Loader loader = FaultyLoader.around(yours, faults, clock);
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class FaultScript implements Faults {

  private final Map<FaultPoint, Map<Integer, Fault>> script = new EnumMap<>(FaultPoint.class);
  private final Map<FaultPoint, Integer> calls = new EnumMap<>(FaultPoint.class);
  private final List<Strike> strikes = new ArrayList<>();

  private FaultScript() {}

  /** A script in which nothing goes wrong yet. */
  public static FaultScript create() {
    return new FaultScript();
  }

  /**
   * Lets one call go wrong.
   *
   * @param point at which calls
   * @param nth the number of the call, counted from 1 with the next one
   * @param fault what happens
   * @throws IllegalArgumentException if this cannot happen there, or that call has its fault
   */
  public synchronized FaultScript on(FaultPoint point, int nth, Fault fault) {
    if (nth < 1) {
      throw new IllegalArgumentException("calls are counted from 1, not " + nth);
    }
    refuseMisfit(point, fault);
    int call = calls.getOrDefault(point, 0) + nth;
    Fault other = script.computeIfAbsent(point, unused -> new HashMap<>()).put(call, fault);
    if (other != null) {
      throw new IllegalArgumentException("call " + call + " of " + point + " has two faults");
    }
    return this;
  }

  static void refuseMisfit(FaultPoint point, Fault fault) {
    if (!fault.fits(point)) {
      throw new IllegalArgumentException(fault + " cannot happen at " + point);
    }
  }

  /** Lets everything work from now on. */
  public synchronized void heal() {
    script.clear();
  }

  /** What has gone wrong so far, in order. */
  public synchronized List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  /** How many calls there were at a point. */
  public synchronized int calls(FaultPoint point) {
    return calls.getOrDefault(point, 0);
  }

  @Override
  public synchronized Optional<Fault> next(FaultPoint point) {
    int call = calls.merge(point, 1, Integer::sum);
    var fault = Optional.ofNullable(script.getOrDefault(point, Map.of()).get(call));
    fault.ifPresent(what -> strikes.add(new Strike(point, call, what)));
    return fault;
  }
}
