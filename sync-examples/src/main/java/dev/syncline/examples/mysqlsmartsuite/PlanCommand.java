package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a run would do. */
@Command(name = "plan", description = "Show what a run would do; nothing is written.")
final class PlanCommand extends SyncsCommand {
  @Option(names = "--changes", paramLabel = "<n>", description = "how many changes are shown")
  private int changes = 20;

  PlanCommand(Runner runner) {
    super(runner);
  }

  @Override
  int call(SyncEngine engine, List<SyncDefinition> syncs) {
    int status = ExitStatus.OK;
    for (SyncDefinition sync : syncs) {
      try (Plan plan = engine.plan(sync)) {
        runner.out().println(plan.toText(changes));
        if (plan.failure().isPresent()) {
          status = ExitStatus.FAILED;
        } else if (plan.counts().rejected() > 0 && status == ExitStatus.OK) {
          status = ExitStatus.REJECTS;
        }
      }
    }
    return status;
  }
}
