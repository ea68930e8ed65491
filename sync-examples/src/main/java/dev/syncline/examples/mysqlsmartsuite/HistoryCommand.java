package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last runs. */
@Command(name = "history", description = "Show the last runs, newest first.")
final class HistoryCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<sync>", arity = "0..*", description = "the syncs; all without one")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "<n>", description = "how many runs of each sync")
  private int limit = 10;

  HistoryCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    try (SyncEngine engine = runner.engine(mapping)) {
      for (SyncDefinition sync : mapping.syncs(names)) {
        engine
            .state()
            .runs(sync.name(), limit)
            .forEach(run -> runner.out().println(run.startedAt() + "  " + run));
      }
    }
    return ExitStatus.OK;
  }
}
