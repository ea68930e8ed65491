package dev.syncline.core;

import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lines.LineFile;
import dev.syncline.core.pipeline.Explainer;
import dev.syncline.core.pipeline.HeldValues;
import dev.syncline.core.pipeline.PlanCheck;
import dev.syncline.core.pipeline.PlanRecorder;
import dev.syncline.core.pipeline.Rehearsal;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.pipeline.StoredKey;
import dev.syncline.core.pipeline.SyncRun;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.Explanation;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlanFile;
import dev.syncline.core.plan.PlanOptions;
import dev.syncline.core.plan.PlanWriter;
import dev.syncline.core.plan.PlannedChange;
import dev.syncline.core.rehearsal.RehearsedGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes plans, carries them out and explains records. Safe for use by several threads. */
final class Plans {
  private final RunStarter starter;
  private final StateStore store;
  private final ActiveRuns active;

  Plans(RunStarter starter, StateStore store, ActiveRuns active) {
    this.starter = starter;
    this.store = store;
    this.active = active;
  }

  Plan make(SyncDefinition sync, PlanOptions options) {
    try (var group = new RehearsedGroup();
        var rehearsed = rehearse(sync, options, group)) {
      return rehearsed.finish();
    }
  }

  /** As {@link SyncEngine#runAll} runs them. */
  List<Plan> makeAll(List<SyncDefinition> parentsFirst) {
    var rehearsed = new ArrayList<Rehearsed>();
    try (var group = new RehearsedGroup()) {
      for (SyncDefinition sync : parentsFirst) {
        rehearsed.add(rehearse(sync, PlanOptions.DEFAULT, group));
      }
      rehearsed.forEach(one -> one.rehearsal().linkDeferred());
      var plans = new ArrayDeque<Plan>();
      for (int i = rehearsed.size() - 1; i >= 0; i--) {
        plans.addFirst(rehearsed.get(i).finish());
      }
      return List.copyOf(plans);
    } finally {
      rehearsed.forEach(Rehearsed::close);
    }
  }

  private Rehearsed rehearse(SyncDefinition sync, PlanOptions options, RehearsedGroup group) {
    var closing = new ArrayDeque<Runnable>();
    RunControl control = active.begin(sync.name());
    closing.add(() -> active.end(control));
    var file = new ArrayList<LineFile>(1);
    try {
      Optional<HeldValues> destination =
          options.readsDestination()
              ? Optional.of(new HeldValues(() -> starter.reader(sync, control)))
              : Optional.empty();
      destination.ifPresent(held -> closing.push(held::close));
      file.add(LineFile.at(options.file(), "plan-" + sync.name() + "-"));
      var out = new PlanWriter(file.get(0).path());
      closing.push(out::close);
      var recorder = new PlanRecorder(sync, out, destination);
      Rehearsal rehearsal =
          starter.rehearse(sync, control, recorder, parts -> Rehearsal.of(parts, group));
      rehearsal.readAndWrite();
      return new Rehearsed(sync, file.get(0), recorder, rehearsal, closing);
    } catch (RuntimeException | Error e) {
      closing.forEach(Runnable::run);
      file.forEach(LineFile::close);
      throw e;
    }
  }

  /** A run that is rehearsed up to its deletes. */
  private record Rehearsed(
      SyncDefinition sync,
      LineFile file,
      PlanRecorder recorder,
      Rehearsal rehearsal,
      ArrayDeque<Runnable> closing)
      implements AutoCloseable {

    Plan finish() {
      rehearsal.delete();
      RunReport report = rehearsal.finish();
      close();
      return new Plan(
          sync, file, report, recorder.refused(), recorder.updatesByMapping(), recorder.rehashed());
    }

    /** Once; what is closed is not closed again. */
    @Override
    public void close() {
      while (!closing.isEmpty()) {
        closing.pop().run();
      }
    }
  }

  AppliedPlan apply(SyncDefinition sync, PlanFile plan, boolean strictly) {
    RunControl control = active.begin(sync.name());
    try {
      if (strictly) {
        requireUnchanged(sync, plan, control);
      }
      var check = PlanCheck.applying(plan);
      SyncRun run = starter.start(sync, control, () -> {}, check);
      run.readAndWrite();
      run.delete();
      return check.result(run.finish());
    } finally {
      active.end(control);
    }
  }

  private void requireUnchanged(SyncDefinition sync, PlanFile plan, RunControl control) {
    var check = PlanCheck.comparing(plan);
    AppliedPlan found =
        check.result(
            starter
                .rehearse(sync, control, check, parts -> Rehearsal.of(parts, new RehearsedGroup()))
                .run());
    if (!found.exact() || !found.report().status().success()) {
      throw new StateConflictException(
          "the plan of sync '"
              + sync.name()
              + "' does not hold any more, and nothing was written: "
              + found.skippedCount()
              + " of its changes are others now, such as "
              + found.skipped().stream().limit(3).map(PlannedChange::key).toList()
              + ", and "
              + found.notPlanned()
              + " are new; make it again, or apply what still holds without 'strictly'");
    }
  }

  Explanation explain(SyncDefinition sync, Explainer explainer) {
    RunControl control = active.begin(sync.name());
    try {
      RunReport report = starter.rehearse(sync, control, explainer, explainer::rehearsal).run();
      return explainer.explanation(
          report, StoredKey.of(store.queries(), sync.name(), explainer.id()));
    } finally {
      active.end(control);
    }
  }
}
