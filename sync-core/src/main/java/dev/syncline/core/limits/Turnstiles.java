package dev.syncline.core.limits;

import dev.syncline.api.config.RequestLimits;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The turnstiles of an engine, one per credential. They outlive the runs: what one run spent, the
 * next one has not.
 *
 * <p>Safe for use by several threads.
 */
public final class Turnstiles {
  private final InstantSource clock;
  private final Map<String, Known> byName = new HashMap<>();

  /** Turnstiles that nobody has passed yet. */
  public Turnstiles(InstantSource clock) {
    this.clock = clock;
  }

  /** The turnstile of a credential with limits; a new one where its limits have changed. */
  public synchronized Optional<Turnstile> of(String name, RequestLimits limits) {
    if (limits.equals(RequestLimits.NONE)) {
      return Optional.empty();
    }
    Known known = byName.get(name);
    if (known == null || !known.limits().equals(limits)) {
      known = new Known(limits, new Turnstile(name, limits, clock));
      byName.put(name, known);
    }
    return Optional.of(known.turnstile());
  }

  private record Known(RequestLimits limits, Turnstile turnstile) {}
}
