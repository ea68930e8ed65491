package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs syncs, parents before their children. */
@Command(name = "run", description = "Run all syncs once, or those that are named.")
final class RunCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<sync>", arity = "0..*", description = "the syncs; all without one")
  private final List<String> names = new ArrayList<>();

  RunCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    var syncs = mapping.syncs(names);
    try (SyncEngine engine = runner.engine(mapping)) {
      List<RunReport> reports = engine.runAll(syncs);
      reports.forEach(report -> runner.out().println(report));
      Letters.tell(reports, engine, runner.out());
      return reports.size() < syncs.size() ? ExitStatus.FAILED : ExitStatus.of(reports);
    }
  }
}
