package dev.syncline.core;

import dev.syncline.api.Stage;
import dev.syncline.api.destination.Target;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.comparison.DestinationReader;
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
    try (var side = new SourceSide(starter.reader(sync, control))) {
      var file = LineFile.at(wanted, "drift-" + sync.name() + "-");
      try {
        return verify(sync, control, side, file);
      } catch (RuntimeException | Error e) {
        file.close();
        throw e;
      }
    } finally {
      active.end(control);
    }
  }

  private Verification verify(
      SyncDefinition sync, RunControl control, SourceSide side, LineFile file) {
    boolean ran = store.queries().syncs().contains(sync.name());
    var before = store.queries().state(sync.name()).progress();
    var watch = new VerifyWatch(sync, side);
    RunReport read = starter.rehearse(sync, control, watch, Rehearsal::ofEverything).run();
    Optional<RunFailure> failure = failure(read, side);
    if (failure.isPresent()) {
      return nothing(sync, file, read, failure.get());
    }
    if (ran) {
      try (StateSession session = store.open(RehearsedStore.lease(sync.name()))) {
        watch.addStates(session, before.nextOrdinal());
      }
    }
    DestinationSide destination = compare(sync, side, file, watch);
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
        file,
        read.startedAt(),
        Optional.of(side.target()),
        destination.counts(),
        destination.howCompared(),
        Optional.empty(),
        notices);
  }

  /** A reading that breaks off where it cannot be gone on with starts again. */
  private static DestinationSide compare(
      SyncDefinition sync, SourceSide side, LineFile file, VerifyWatch watch) {
    for (int broken = 0; ; broken++) {
      try (var out = new DriftWriter(file.path())) {
        var destination = new DestinationSide(side, out, watch::shown);
        destination.compare();
        return destination;
      } catch (DestinationReader.BrokenOff e) {
        if (broken >= sync.settings().maxRetries()) {
          throw e.reason();
        }
      }
    }
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

  private static Verification nothing(
      SyncDefinition sync, LineFile file, RunReport read, RunFailure failure) {
    // No file of an earlier verification is to be taken for this one's.
    new DriftWriter(file.path()).close();
    Instant begun = read.startedAt();
    var none = new Counts(0, 0, 0, 0, 0, 0, Map.of(), 0);
    Optional<Target> target = Optional.empty();
    List<String> notices = read.notices();
    return new Verification(sync, file, begun, target, none, "", Optional.of(failure), notices);
  }
}
