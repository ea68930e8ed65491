package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.Adoption;
import dev.syncline.core.SyncEngine;
import dev.syncline.migration.EarlierState;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes over what the earlier system knew. */
@Command(
    name = "import-state",
    description = "Take over the earlier system's state file, so that nothing is created twice.")
final class ImportStateCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<file>", description = "the SQLite file, such as sync_state.db")
  private Path file = Path.of("sync_state.db");

  ImportStateCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    Map<String, String> names = mapping.earlierNames();
    boolean complete = true;
    try (SyncEngine engine = runner.engine(mapping);
        EarlierState state = EarlierState.open(file)) {
      for (EarlierState.Known known : state.known()) {
        tell(known);
        String name = names.get(known.sync());
        if (name == null) {
          runner.out().println("  no sync of this name in the mapping: left alone");
          continue;
        }
        Adoption adoption = state.adopt(engine, mapping.project().sync(name), known.sync());
        complete &= adoption.unreadable() == 0;
        tell(adoption);
      }
    }
    return complete ? ExitStatus.OK : ExitStatus.REJECTS;
  }

  private void tell(EarlierState.Known known) {
    runner
        .out()
        .printf(
            "%s: %,d records, %,d runs of which %,d failed%s%n",
            known.sync(),
            known.records(),
            known.runs(),
            known.failedRuns(),
            known.lastSyncTime().map(time -> ", last synced " + time).orElse(""));
    if (known.unaccounted() > 0) {
      runner
          .out()
          .printf(
              "  %,d records were read and neither written nor skipped: the next run sees to them%n",
              known.unaccounted());
    }
  }

  private void tell(Adoption adoption) {
    runner
        .out()
        .printf(
            "  %,d taken over, %,d were known, %,d with a key that no row can have%n",
            adoption.adopted(), adoption.known(), adoption.unreadable());
    adoption.examples().forEach(each -> runner.out().println("    " + each));
  }
}
