package dev.syncline.core;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.limits.Turnstile;
import dev.syncline.core.limits.Turnstiles;
import dev.syncline.core.pipeline.Pacing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How fast the runs of an engine go: they share the limits of the connections that they use.
 *
 * <p>Safe for use by several threads.
 */
final class EnginePacing {
  private final Map<String, ConnectionSpec> connections;
  private final RandomGenerator random;
  private final Optional<Consumer<Duration>> waiting;
  private final Turnstiles turnstiles;

  EnginePacing(
      Map<String, ConnectionSpec> connections,
      InstantSource clock,
      RandomGenerator random,
      Optional<Consumer<Duration>> waiting) {
    this.connections = Map.copyOf(connections);
    this.random = random;
    this.waiting = waiting;
    this.turnstiles = new Turnstiles(clock);
  }

  Pacing of(SyncDefinition sync) {
    return new Pacing(
        random(),
        waiting,
        shared(sync.source().config()),
        shared(sync.destination().config())
            .or(
                () ->
                    turnstiles.of("the destination of sync '" + sync.name() + "'", sync.limits())));
  }

  /** Not every generator may be used by several threads. */
  private synchronized RandomGenerator random() {
    return new SplittableRandom(random.nextLong());
  }

  /** A connection stands for a credential. */
  private Optional<Turnstile> shared(ComponentConfig config) {
    return config
        .optionalString("connection")
        .flatMap(
            name ->
                Optional.ofNullable(connections.get(name))
                    .flatMap(spec -> turnstiles.of("connection '" + name + "'", spec.limits())));
  }
}
