package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs syncs, parents before their children. */
@Command(name = "run", description = "Run all syncs once, or those that are named.")
final class RunCommand extends SyncsCommand {
  RunCommand(Runner runner) {
    super(runner);
  }

  @Override
  int call(SyncEngine engine, List<SyncDefinition> syncs) {
    List<RunReport> reports = engine.runAll(syncs);
    reports.forEach(report -> runner.out().println(report));
    Letters.tell(reports, engine, runner.out());
    return reports.size() < syncs.size() ? ExitStatus.FAILED : ExitStatus.of(reports);
  }
}
