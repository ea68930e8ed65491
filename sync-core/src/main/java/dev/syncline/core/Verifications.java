package dev.syncline.core;

import dev.syncline.api.Stage;
import dev.syncline.api.destination.Target;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.comparison.DestinationSide;
import dev.syncline.core.comparison.SourceSide;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lines.LineFile;
import dev.syncline.core.pipeline.Rehearsal;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.pipeline.VerifyWatch;
import dev.syncline.core.rehearsal.RehearsedStore;
import dev.syncline.core.verify.Counts;
import dev.syncline.core.verify.DriftWriter;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares source, record states and destination. Safe for use by several threads. */
final class Verifications {
  private final RunStarter starter;
  private final StateStore store;
  private final ActiveRuns active;

  Verifications(RunStarter starter, StateStore store, ActiveRuns active) {
    this.starter = starter;
    this.store = store;
    this.active = active;
  }

  Verification verify(SyncDefinition sync, Optional<Path> wanted) {
    RunControl control = active.begin(sync.name());
    try (var side = new SourceSide(sync.name(), starter.loader(sync))) {
      var file = LineFile.at(wanted, "drift-" + sync.name() + "-");
      try (var out = new DriftWriter(file.path())) {
        return verify(sync, control, side, new Findings(file, out));
      } catch (RuntimeException | Error e) {
        file.close();
        throw e;
      }
    } finally {
      active.end(control);
    }
  }

  private Verification verify(
      SyncDefinition sync, RunControl control, SourceSide side, Findings found) {
    boolean ran = store.queries().syncs().contains(sync.name());
    var before = store.queries().state(sync.name()).progress();
    var watch = new VerifyWatch(sync, side);
    RunReport read = starter.rehearse(sync, control, watch, Rehearsal::ofEverything).run();
    Optional<RunFailure> failure = failure(read, side);
    if (failure.isPresent()) {
      return found.nothing(sync, read, failure.get());
    }
    if (ran) {
      try (StateSession session = store.open(RehearsedStore.lease(sync.name()))) {
        watch.addStates(session, before.nextOrdinal());
      }
    }
    var destination = new DestinationSide(side, found.out(), watch::shown);
    destination.compare();
    var notices = new ArrayList<>(read.notices());
    if (!watch.complete()) {
      notices.add(
          "the source did not say that it gave everything: what is gone there was not looked for");
    }
    if (store.queries().state(sync.name()).progress().commits() != before.commits()) {
      notices.add("a run was at work meanwhile: some of this may be of the moment; verify again");
    }
    return new Verification(
        sync,
        found.file(),
        read.startedAt(),
        Optional.of(side.target()),
        destination.counts(),
        destination.howCompared(),
        Optional.empty(),
        notices);
  }

  private static Optional<RunFailure> failure(RunReport read, SourceSide side) {
    if (read.failure().isPresent()) {
      return read.failure();
    }
    if (!read.status().success() || read.pause().isPresent()) {
      return Optional.of(new RunFailure(Stage.FETCH, "it was stopped before its end"));
    }
    return side.prepared()
        ? Optional.empty()
        : Optional.of(
            new RunFailure(
                Stage.FETCH,
                "the source gave no record and does not tell its fields, so nobody knows what to"
                    + " compare"));
  }

  Repair repair(SyncDefinition sync, Verification found) {
    RunControl control = active.begin(sync.name());
    try {
      return new Repairing(starter, store, sync, found).run(control);
    } finally {
      active.end(control);
    }
  }

  /** Where findings go. */
  private record Findings(LineFile file, DriftWriter out) {

    Verification nothing(SyncDefinition sync, RunReport read, RunFailure failure) {
      Instant begun = read.startedAt();
      var none = new Counts(0, 0, 0, 0, 0, 0, Map.of(), 0);
      Optional<Target> target = Optional.empty();
      List<String> notices = read.notices();
      return new Verification(sync, file, begun, target, none, "", Optional.of(failure), notices);
    }
  }
}
