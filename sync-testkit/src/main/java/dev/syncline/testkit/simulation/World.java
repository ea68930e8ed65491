package dev.syncline.testkit.simulation;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that outlives a process: sources, destinations, the state store and the time. */
final class World implements AutoCloseable {
  private final Setup setup;
  private final StateStores stores;
  private final Coverage coverage;
  private final VirtualClock clock = new VirtualClock();
  private final Map<Which, SourceTable> sources = new EnumMap<>(Which.class);
  private final Map<Which, TargetTable> targets = new EnumMap<>(Which.class);
  private final Map<Which, Oracle> oracles = new EnumMap<>(Which.class);
  private final List<Which> syncs;
  private @Nullable Life life;
  private @Nullable Overtaking overtaking;
  private @Nullable Violation violation;
  private List<Which> running = List.of();

  World(Setup setup, StateStores stores, Coverage coverage) {
    this.setup = setup;
    this.stores = stores;
    this.coverage = coverage;
    this.syncs = setup.children() ? List.of(Which.values()) : List.of(Which.PARENTS);
    for (Which which : syncs) {
      sources.put(which, new SourceTable());
      targets.put(which, new TargetTable(setup.destination(), clock));
      oracles.put(which, new Oracle(this, which));
    }
    target(Which.PARENTS).addForeign(1000, Map.of("title", "not ours"));
  }

  Setup setup() {
    return setup;
  }

  VirtualClock clock() {
    return clock;
  }

  StateStores stores() {
    return stores;
  }

  Coverage coverage() {
    return coverage;
  }

  SourceTable source(Which which) {
    return sources.computeIfAbsent(which, any -> new SourceTable());
  }

  TargetTable target(Which which) {
    return targets.computeIfAbsent(which, any -> new TargetTable(setup.destination(), clock));
  }

  Oracle oracle(Which which) {
    return oracles.computeIfAbsent(which, any -> new Oracle(this, any));
  }

  boolean has(Which which) {
    return syncs.contains(which);
  }

  List<Which> syncs() {
    return syncs;
  }

  TableExtractor extractor(Which which) {
    return TableExtractor.of(source(which), setup, clock);
  }

  TableLoader loader(Which which, TableLoader.WriteTrouble trouble) {
    return TableLoader.of(target(which), setup, trouble);
  }

  void drift(@Nullable Which which, long id) {
    if (which != null && id % 3 == 0) {
      source(which).remove(id);
    } else if (which != null && !setup.resumable() && setup.overlapping()) {
      // A source that can be resumed promises that its rows keep their places; and without an
      // overlap, nothing may change in the moment of the reading.
      source(which).moveToFront(id, clock.instant());
    }
  }

  Life life() {
    if (life == null) {
      life = new Life(this, stores.open(clock));
    }
    return life;
  }

  /** Runs syncs, and checks what they did. */
  void run(List<Which> wanted, List<Trouble> troubles) {
    clock.advance(Duration.ofSeconds(1));
    Life current = life();
    current.expect(troubles);
    running = wanted;
    overtaking = null;
    wanted.forEach(which -> oracle(which).begin());
    Map<Which, RunReport> reports = reports(current, wanted);
    current.disarm();
    if (current.dead()) {
      end();
      clock.advance(Setup.LEASE.plus(TableLoader.DEADLINE.multipliedBy(2)));
    }
    if (!current.leases().isEmpty()) {
      // Giving it back failed: it has to expire.
      current.forgetLeases();
      clock.advance(Setup.LEASE.plus(TableLoader.DEADLINE.multipliedBy(2)));
    }
    if (violation != null) {
      throw violation;
    }
    Overtaking passed = overtaking;
    if (current.dead()) {
      reports.clear();
    }
    Set<Which> lost = passed == null ? Set.of() : passed.syncs();
    if (passed != null) {
      lost.stream().filter(wanted::contains).forEach(which -> passed.check(this, which));
    }
    // What an overtaken process says of its runs may be about the time before.
    check(
        current,
        passed == null ? reports : Map.of(),
        wanted.stream().filter(which -> !lost.contains(which)).toList());
    if (passed != null && !current.dead()) {
      // What it thinks of its leases may be anything now.
      end();
      clock.advance(Setup.LEASE.plus(TableLoader.DEADLINE.multipliedBy(2)));
    }
  }

  private Map<Which, RunReport> reports(Life current, List<Which> wanted) {
    var reports = new EnumMap<Which, RunReport>(Which.class);
    try {
      if (wanted.size() == 1) {
        reports.put(wanted.get(0), current.engine().run(definition(current, wanted.get(0))));
      } else {
        List<SyncDefinition> all =
            wanted.stream().map(which -> definition(current, which)).toList();
        for (RunReport report : current.engine().runAll(all)) {
          reports.put(Which.valueOf(report.sync().toUpperCase(java.util.Locale.ROOT)), report);
        }
      }
    } catch (Killed e) {
      reports.clear();
    } catch (Violation e) {
      throw e;
    } catch (RuntimeException e) {
      if (!current.dead() && !current.troubled()) {
        throw new Violation("a run to which nothing happened threw " + e, e);
      }
      reports.clear();
    }
    return reports;
  }

  void end() {
    Life ended = life;
    life = null;
    if (ended != null) {
      ended.close();
    }
  }

  /** Another process takes over while the first one stands still. */
  void overtake(Life first) {
    clock.advance(Setup.LEASE.plus(TableLoader.DEADLINE).plusSeconds(1));
    if (overtaking != null) {
      return;
    }
    overtaking = new Overtaking(Set.of(), Map.of());
    Set<Which> held = first.leases();
    try (Life second = new Life(this, stores.open(clock))) {
      // As far as the second one can see, the first one is dead.
      check(first, Map.of(), running);
      second.expect(List.of());
      running.forEach(which -> oracle(which).begin());
      check(second, reports(second, running), running);
    } catch (Violation e) {
      // The first one's engine would take it for an error of its own.
      violation = e;
      throw e;
    }
    running.forEach(which -> oracle(which).begin());
    overtaking = Overtaking.of(this, held);
  }

  /** Nobody else gets the lease of a run that is under way. */
  void requireHeld(Set<Which> leases) {
    for (Which which : leases) {
      StateStore store = stores.open(clock);
      LeaseAnswer answer = store.acquire(LeaseRequest.of(which.sync(), "a rival", Setup.LEASE));
      store.close();
      if (answer instanceof LeaseAnswer.Granted) {
        violation = new Violation(which + ": a rival got the lease of a run that is under way");
        throw violation;
      }
    }
  }

  private void check(Life of, Map<Which, RunReport> reports, List<Which> syncs) {
    syncs.forEach(which -> oracle(which).note(of, Optional.ofNullable(reports.get(which))));
    syncs.forEach(which -> oracle(which).check(of, Optional.ofNullable(reports.get(which))));
  }

  SyncDefinition definition(Life current, Which which) {
    Transformer filter =
        (record, context) ->
            Boolean.TRUE.equals(record.get("hidden"))
                ? new Transformed.Filtered("hidden")
                : new Transformed.Kept(record);
    var builder =
        SyncDefinition.builder(which.sync())
            .source(current.source(which))
            .normalize(n -> n.trim("name").decimal("amount"))
            .validate(v -> v.required("name"))
            .map(
                m ->
                    m.fields("id", "amount", "hidden")
                        .field("name", "title")
                        .choice("kind", Map.of("a", "Active", "b", "Blocked")))
            .transform(current.transformer(which, filter))
            .destination(
                dev.syncline.api.destination.DestinationSpec.local(() -> current.loader(which)))
            .delta(Delta.of(setup.delta()).overlap(setup.overlap()).reconcileEvery(Setup.RECONCILE))
            .deletes(Deletes.byAbsence().atMostPercent(100).atMost(setup.mostDeletes()))
            .accept(Risk.EPHEMERAL_STATE)
            .errorBudget(ErrorBudget.unlimited())
            .settings(
                RunSettings.DEFAULT
                    .batchRows(setup.batchRows())
                    .checkpointRows(setup.checkpointRows())
                    .leaseTtl(Setup.LEASE)
                    .maxRetries(setup.retries())
                    .retryDelay(Duration.ofMillis(100))
                    .maxRetryDelay(Duration.ofMillis(200)));
    return which == Which.CHILDREN
        ? builder.parent("parent", Which.PARENTS.sync(), "parent").build()
        : builder.build();
  }

  /** Approves what is withheld; the oracle remembers. */
  boolean approve(Which which) {
    Optional<WithheldDeletes> withheld =
        life().engine().state().state(which.sync()).progress().withheld();
    return withheld.isPresent()
        && life().engine().approveDeletes(which.sync(), withheld.get().scan())
        && oracle(which).approved(withheld.get());
  }

  @Override
  public void close() {
    end();
  }
}
