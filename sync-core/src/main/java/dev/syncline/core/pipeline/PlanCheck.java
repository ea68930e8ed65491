package dev.syncline.core.pipeline;

import dev.syncline.api.Outcome;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.PlanFile;
import dev.syncline.core.plan.PlannedChange;
import dev.syncline.core.rehearsal.ScratchIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a run write what a plan holds, as long as source and state say of it what they said when the
 * plan was made. Everything else is deferred: the cursor does not pass it, and the next run meets
 * it again.
 */
public final class PlanCheck extends ChangeWatch {
  private static final long PLANNED = 1;
  private static final long MET = 2;

  private final PlanFile plan;
  private final boolean real;
  private final ChangeCheck check = new ChangeCheck();
  private final ScratchIndex checks = new ScratchIndex();
  private final ScratchIndex keys = new ScratchIndex();
  private long planned;
  private long met;
  private long notPlanned;
  private boolean heldBack;

  private PlanCheck(PlanFile plan, boolean real) {
    this.plan = plan;
    this.real = real;
    plan.read(Long.MAX_VALUE, this::expect);
  }

  /** For the run that carries the plan out. */
  public static PlanCheck applying(PlanFile plan) {
    return new PlanCheck(plan, true);
  }

  /** For a rehearsal that only looks whether the plan still holds. */
  public static PlanCheck comparing(PlanFile plan) {
    return new PlanCheck(plan, false);
  }

  private void expect(PlannedChange change) {
    planned++;
    checks.put(KeyHash.parse(change.check()), PLANNED);
    keys.put(change.keyHash(), PLANNED);
  }

  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  void beforeWrite(WorkBatch batch) {
    super.beforeWrite(batch);
    for (Row row : batch.rows()) {
      if (row.open()) {
        look(row);
      }
    }
  }

  private void look(Row row) {
    KeyHash now = KeyHash.parse(check.of(row));
    if (checks.get(now) == PLANNED) {
      checks.put(now, MET);
      met++;
      return;
    }
    if (keys.get(row.id) == ScratchIndex.NONE) {
      notPlanned++;
    }
    if (real) {
      heldBack = true;
      row.settle(Outcome.DEFERRED);
    }
  }

  @Override
  boolean real() {
    return real;
  }

  @Override
  boolean confirmed() {
    return true;
  }

  @Override
  boolean heldBack() {
    return heldBack;
  }

  @Override
  List<String> notices() {
    var notices = new ArrayList<>(super.notices());
    if (real) {
      notices.add("this run carries out a plan of " + planned + " changes and nothing else");
    }
    return notices;
  }

  /** What became of the plan, once the run is over. */
  public AppliedPlan result(RunReport report) {
    var skipped = new ArrayList<PlannedChange>();
    if (met < planned) {
      plan.read(
          Long.MAX_VALUE,
          change -> {
            if (skipped.size() < AppliedPlan.LISTED
                && checks.get(KeyHash.parse(change.check())) != MET) {
              skipped.add(change);
            }
          });
    }
    return new AppliedPlan(report, skipped, planned - met, notPlanned);
  }
}
