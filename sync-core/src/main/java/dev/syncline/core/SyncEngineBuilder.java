package dev.syncline.core;

import dev.syncline.api.config.ConnectionSettings;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.project.SyncProject;
import dev.syncline.core.wiring.Components;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what an engine needs. Not safe for use by several threads. */
public final class SyncEngineBuilder {
  final Map<String, ConnectionSpec> connections = new LinkedHashMap<>();
  final List<SyncListener> listeners = new ArrayList<>();
  Clock clock = Clock.systemUTC();
  RandomGenerator random = new SecureRandom();
  boolean sameThread;
  boolean stopOnShutdown;
  @Nullable Consumer<Duration> waiting;
  private @Nullable StateStore stateStore;
  private @Nullable SyncProject project;

  SyncEngineBuilder() {}

  /** Where the state lives; the engine closes it. */
  public SyncEngineBuilder stateStore(StateStore store) {
    stateStore = Objects.requireNonNull(store, "store");
    return this;
  }

  /** A connection that definitions name. */
  public SyncEngineBuilder connection(String name, ConnectionSettings connection) {
    connections.put(Objects.requireNonNull(name, "name"), connection.toSpec());
    return this;
  }

  /** The connections of a project, and its state store unless one is given here. */
  public SyncEngineBuilder project(SyncProject source) {
    project = source;
    connections.putAll(source.connections());
    return this;
  }

  /** Somebody who is told what runs do. */
  public SyncEngineBuilder listener(SyncListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** Another clock than the system's. */
  public SyncEngineBuilder clock(Clock source) {
    clock = Objects.requireNonNull(source, "clock");
    return this;
  }

  /**
   * What lets time pass in place of waiting, for tests and simulations: where a run would wait for
   * a retry or for its turn, this is called with the length of the wait instead, possibly in
   * several parts. It moves the clock of this engine on: {@code
   * clock(time).waiting(time::advance)}.
   */
  public SyncEngineBuilder waiting(Consumer<Duration> instead) {
    waiting = Objects.requireNonNull(instead, "instead");
    return this;
  }

  /** Another source of randomness, for tests and simulations: retries are spread by it. */
  public SyncEngineBuilder random(RandomGenerator source) {
    random = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * A JVM that is asked to end (SIGTERM, Ctrl-C, {@link System#exit}) closes this engine first: its
   * runs end at a checkpoint, and the JVM waits for them; a run's own threads, such as those of its
   * listeners, must not call {@code System.exit}, then. See {@link SyncEngine#close} for how long
   * that takes; whoever sends SIGKILL after SIGTERM should wait longer than that.
   */
  public SyncEngineBuilder stopOnShutdown() {
    stopOnShutdown = true;
    return this;
  }

  /** Runs do everything in the calling thread: slower, and the same every time. */
  public SyncEngineBuilder sameThread() {
    sameThread = true;
    return this;
  }

  /**
   * The engine.
   *
   * @throws ConfigurationException if there is no state store
   */
  public SyncEngine build() {
    return new SyncEngine(this);
  }

  StateStore openStateStore(Components components) {
    if (stateStore != null) {
      return stateStore;
    }
    return Optional.ofNullable(project)
        .flatMap(SyncProject::stateStore)
        .map(spec -> components.stateStore(spec.type(), spec.config()))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "the engine needs a state store: without one it cannot know what it wrote;"
                        + " use SqliteStateStore.at(path) or 'stateStore' in the project file"));
  }
}
