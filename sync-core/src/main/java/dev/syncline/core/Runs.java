package dev.syncline.core;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.pipeline.SyncRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs syncs in the calling thread, alone or together. Safe for use by several threads. */
final class Runs {
  private final RunStarter starter;
  private final ActiveRuns active;

  Runs(RunStarter starter, ActiveRuns active) {
    this.starter = starter;
    this.active = active;
  }

  RunReport run(SyncDefinition sync) {
    return run(sync, active.begin(sync.name()));
  }

  /** A run that has been announced. */
  RunReport run(SyncDefinition sync, RunControl control) {
    try {
      SyncRun run = starter.start(sync, control, () -> {});
      run.readAndWrite();
      run.delete();
      return run.finish();
    } finally {
      active.end(control);
    }
  }

  /** Runs dead letters through the stages. */
  RunReport replay(SyncDefinition sync, LetterSelection letters) {
    RunControl control = active.begin(sync.name());
    try {
      SyncRun run = starter.start(sync, control, () -> {});
      run.replay(letters);
      return run.finish();
    } finally {
      active.end(control);
    }
  }

  List<RunReport> runAll(List<SyncDefinition> parentsFirst) {
    List<SyncRun> runs = new ArrayList<>();
    List<RunControl> controls = new ArrayList<>();
    try {
      return runAll(parentsFirst, runs, controls);
    } catch (RuntimeException | Error e) {
      runs.forEach(SyncRun::finish);
      throw e;
    } finally {
      controls.forEach(active::end);
    }
  }

  private List<RunReport> runAll(
      List<SyncDefinition> parentsFirst, List<SyncRun> runs, List<RunControl> controls) {
    for (SyncDefinition sync : parentsFirst) {
      Optional<RunControl> begun = active.tryBegin(sync.name());
      if (begun.isEmpty() && !runs.isEmpty()) {
        // Closed meanwhile: the runs that have begun were asked to stop, and no other begins.
        break;
      }
      RunControl control = begun.orElseThrow(ActiveRuns::closed);
      controls.add(control);
      SyncRun run =
          starter.start(sync, control, () -> List.copyOf(runs).forEach(SyncRun::keepLease));
      runs.add(run);
      run.readAndWrite();
    }
    runs.forEach(SyncRun::linkDeferred);
    var reports = new ArrayDeque<RunReport>();
    while (!runs.isEmpty()) {
      // Nobody keeps the lease of a run that is through: it ends before the next one deletes.
      SyncRun run = runs.remove(runs.size() - 1);
      run.delete();
      reports.addFirst(run.finish());
    }
    return List.copyOf(reports);
  }
}
