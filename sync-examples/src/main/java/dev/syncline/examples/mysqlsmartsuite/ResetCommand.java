package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets what was written, but not where. */
@Command(
    name = "reset",
    description =
        "Let the next run read everything and send every record once more. Nothing is created"
            + " twice: where the records are stays known.")
final class ResetCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<sync>", arity = "0..*", description = "the syncs; all without one")
  private final List<String> names = new ArrayList<>();

  ResetCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    try (SyncEngine engine = runner.engine(mapping)) {
      for (SyncDefinition sync : mapping.syncs(names)) {
        runner
            .out()
            .printf("%s: %,d records will be sent once more%n", sync.name(), engine.reset(sync));
      }
    }
    return ExitStatus.OK;
  }
}
