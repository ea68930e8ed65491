package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import picocli.CommandLine.Command;

/** Forgets what was written, but not where. */
@Command(
    name = "reset",
    description =
        "Let the next run read everything and send every record once more. Nothing is created"
            + " twice: where the records are stays known.")
final class ResetCommand extends SyncsCommand {
  ResetCommand(Runner runner) {
    super(runner);
  }

  @Override
  int call(SyncEngine engine, List<SyncDefinition> syncs) {
    for (SyncDefinition sync : syncs) {
      runner
          .out()
          .printf("%s: %,d records will be sent once more%n", sync.name(), engine.reset(sync));
    }
    return ExitStatus.OK;
  }
}
