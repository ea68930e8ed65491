package dev.syncline.testkit.simulation;

import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs of one scenario, each by an engine of its own, and what must hold after them. */
final class CrashTrial {
  private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofHours(1);

  private final CrashScenario scenario;
  private final StateStores stores;
  private final VirtualClock clock = new VirtualClock();
  private boolean crashed;
  private boolean resumed;
  private String sync = "";

  /** After the first run. */
  static CrashTrial prepared(CrashScenario scenario) {
    var trial = new CrashTrial(scenario);
    trial.requireSuccess(CrashTrap.counting());
    scenario.makeWork();
    return trial;
  }

  private CrashTrial(CrashScenario scenario) {
    this.scenario = scenario;
    this.stores = scenario.stateStore();
  }

  /** One run; empty if the engine was killed. */
  Optional<RunReport> run(CrashTrap trap) {
    clock.advance(LONGER_THAN_ANY_LEASE);
    SyncDefinition definition = scenario.define(source(trap), destination(trap));
    sync = definition.name();
    SyncEngine engine =
        SyncEngine.builder()
            .stateStore(Tap.on(StateStore.class, stores.open(clock), trap))
            .listener(Tap.on(SyncListener.class, event -> {}, trap))
            .clock(clock)
            .waiting(clock::advance)
            .sameThread()
            .build();
    try {
      RunReport report = engine.run(definition);
      return trap.dead() ? Optional.empty() : Optional.of(report);
    } catch (Killed e) {
      return Optional.empty();
    } finally {
      crashed |= trap.dead();
      resumed = trap.resumed();
      close(engine, trap);
    }
  }

  private static void close(SyncEngine engine, CrashTrap trap) {
    try {
      engine.close();
    } catch (Killed e) {
      if (!trap.dead()) {
        throw e;
      }
    }
  }

  private SourceSpec source(CrashTrap trap) {
    SourceSpec spec = scenario.source();
    var maker =
        spec.local()
            .orElseThrow(
                () -> new IllegalArgumentException("the source must be made in this process"));
    return new SourceSpec(
        spec.type(), spec.config(), Optional.of(() -> Tap.on(Extractor.class, maker.get(), trap)));
  }

  private DestinationSpec destination(CrashTrap trap) {
    var maker =
        scenario
            .destination()
            .local()
            .orElseThrow(
                () -> new IllegalArgumentException("the destination must be made in this process"));
    return DestinationSpec.local(() -> Tap.on(Loader.class, maker.get(), trap));
  }

  RunReport requireSuccess(CrashTrap trap) {
    RunReport report = run(trap).orElseThrow();
    if (!report.status().success()) {
      throw new Violation("the next run did not succeed: " + report);
    }
    return report;
  }

  /** After a run that succeeded. */
  void requireAllWell() {
    if (resumed && !difference().isEmpty()) {
      // What changed behind a scan that was gone on with is seen by the next run.
      requireSuccess(CrashTrap.counting());
    }
    String difference = difference();
    if (!difference.isEmpty()) {
      throw new Violation(difference);
    }
    RunReport again = requireSuccess(CrashTrap.counting());
    if (again.ledger().written() > 0 || !difference().isEmpty()) {
      throw new Violation("one more run had something to write: " + again);
    }
    requireClosedBooks();
  }

  private String difference() {
    List<Map<String, @Nullable Object>> missing = new ArrayList<>(scenario.expected());
    List<Map<String, @Nullable Object>> tooMany = new ArrayList<>(scenario.actual());
    for (var row : List.copyOf(tooMany)) {
      if (missing.remove(row)) {
        tooMany.remove(row);
      }
    }
    return missing.isEmpty() && tooMany.isEmpty()
        ? ""
        : "the destination lacks " + missing + " and has " + tooMany + " too many";
  }

  private void requireClosedBooks() {
    StateStore store = stores.open(clock);
    try {
      int failed = 0;
      for (RunReport run : store.queries().runs(sync, 100)) {
        if (!run.ledger().balanced()) {
          throw new Violation("the books of a run do not balance: " + run);
        }
        if (run.status() == RunStatus.RUNNING) {
          throw new Violation("a run was never closed: " + run);
        }
        failed += run.status() == RunStatus.FAILED ? 1 : 0;
      }
      if (failed > (crashed ? 1 : 0)) {
        throw new Violation(failed + " runs failed");
      }
      requireNothingInDoubt(store);
    } finally {
      store.close();
    }
  }

  private void requireNothingInDoubt(StateStore store) {
    clock.advance(LONGER_THAN_ANY_LEASE);
    LeaseAnswer answer = store.acquire(LeaseRequest.of(sync, "crash points", Duration.ofDays(1)));
    if (!(answer instanceof LeaseAnswer.Granted granted)) {
      throw new Violation("somebody still has the lease: " + answer);
    }
    try (StateSession session = store.open(granted.lease())) {
      if (!session.intents().isEmpty()) {
        throw new Violation("writes are still in doubt: " + session.intents());
      }
    } finally {
      store.release(granted.lease());
    }
  }
}
