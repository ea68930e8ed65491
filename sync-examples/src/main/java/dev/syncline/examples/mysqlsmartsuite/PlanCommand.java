package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run would do. */
@Command(name = "plan", description = "Show what a run would do; nothing is written.")
final class PlanCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<sync>", arity = "0..*", description = "the syncs; all without one")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--changes", paramLabel = "<n>", description = "how many changes are shown")
  private int changes = 20;

  PlanCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    int status = ExitStatus.OK;
    try (SyncEngine engine = runner.engine(mapping)) {
      for (SyncDefinition sync : mapping.syncs(names)) {
        try (Plan plan = engine.plan(sync)) {
          runner.out().println(plan.toText(changes));
          if (plan.failure().isPresent()) {
            status = ExitStatus.FAILED;
          } else if (plan.counts().rejected() > 0 && status == ExitStatus.OK) {
            status = ExitStatus.REJECTS;
          }
        }
      }
    }
    return status;
  }
}
