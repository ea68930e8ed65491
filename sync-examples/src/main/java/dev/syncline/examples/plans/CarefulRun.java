package dev.syncline.examples.plans;

import dev.syncline.api.record.Key;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.Plan;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks before it writes. */
public final class CarefulRun {
  private final SyncEngine engine;
  private final SyncDefinition customers;
  private final Consumer<String> screen;

  /** Shows what it finds on a screen. */
  public CarefulRun(SyncEngine engine, SyncDefinition customers, Consumer<String> screen) {
    this.engine = engine;
    this.customers = customers;
    this.screen = screen;
  }

  /** Writes what was shown, unless it is too much for one afternoon. */
  public Optional<AppliedPlan> run(long most) {
    try (Plan plan = engine.plan(customers)) {
      screen.accept(plan.toString()); // nothing is written so far
      if (!plan.complete() || plan.counts().written() > most) {
        return Optional.empty();
      }
      AppliedPlan applied = engine.apply(plan); // what was shown, and nothing else
      screen.accept(applied.toString());
      return Optional.of(applied);
    }
  }

  /** Why this customer was sent, skipped, waits or was refused. */
  public void explain(long id) {
    screen.accept(engine.explain(customers, Key.of(id)).toString());
  }
}
