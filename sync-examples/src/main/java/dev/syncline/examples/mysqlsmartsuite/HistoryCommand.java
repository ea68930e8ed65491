package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the last runs. */
@Command(name = "history", description = "Show the last runs, newest first.")
final class HistoryCommand extends SyncsCommand {
  @Option(names = "--limit", paramLabel = "<n>", description = "how many runs of each sync")
  private int limit = 10;

  HistoryCommand(Runner runner) {
    super(runner);
  }

  @Override
  int call(SyncEngine engine, List<SyncDefinition> syncs) {
    for (SyncDefinition sync : syncs) {
      engine
          .state()
          .runs(sync.name(), limit)
          .forEach(run -> runner.out().println(run.startedAt() + "  " + run));
    }
    return ExitStatus.OK;
  }
}
