package dev.syncline.smartsuite.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Which requests fail: those that a test names, and some at random. Safe for threads. */
final class Faults {
  private final Map<RequestKind, Deque<Fault>> next = new EnumMap<>(RequestKind.class);
  private final Map<RequestKind, Fault> always = new EnumMap<>(RequestKind.class);
  private final Random random;
  private final List<Fault> some;
  private double share;

  /**
   * Random faults.
   *
   * @param share how many requests of a hundred, divided by 100
   */
  Faults(long seed, double share, List<Fault> some) {
    this.random = new Random(seed);
    this.share = share;
    this.some = List.copyOf(some);
  }

  synchronized void add(RequestKind kind, Fault fault) {
    next.computeIfAbsent(kind, any -> new ArrayDeque<>()).add(fault);
  }

  synchronized void always(RequestKind kind, Fault fault) {
    always.put(kind, fault);
  }

  synchronized void clear() {
    next.clear();
    always.clear();
    share = 0;
  }

  synchronized Optional<Fault> next(RequestKind kind) {
    Deque<Fault> waiting = next.get(kind);
    if (waiting != null && !waiting.isEmpty()) {
      return Optional.of(waiting.remove());
    }
    if (always.containsKey(kind)) {
      return Optional.of(always.get(kind));
    }
    return share > 0 && !some.isEmpty() && random.nextDouble() < share
        ? Optional.of(some.get(random.nextInt(some.size())))
        : Optional.empty();
  }
}
