package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists rejected records, replays them, or gives them up. */
@Command(
    name = "dead-letters",
    description = "List rejected records; try them again; or give one up.")
final class DeadLettersCommand extends SyncsCommand {
  @Option(names = "--limit", paramLabel = "<n>", description = "how many of each sync are listed")
  private int limit = 50;

  @Option(names = "--replay", description = "try them again now")
  private boolean replay;

  @Option(names = "--discard", paramLabel = "<id>", description = "give this one up")
  private @Nullable String discard;

  @Option(names = "--reason", paramLabel = "<text>", description = "why it is given up")
  private String reason = "";

  DeadLettersCommand(Runner runner) {
    super(runner);
  }

  @Override
  int call(SyncEngine engine, List<SyncDefinition> syncs) {
    if (discard != null) {
      return discard(engine, syncs, KeyHash.parse(discard));
    }
    return replay ? replay(engine, syncs) : list(engine, syncs);
  }

  private int list(SyncEngine engine, List<SyncDefinition> syncs) {
    for (SyncDefinition sync : syncs) {
      long letters = engine.state().state(sync.name()).deadLetters();
      runner.out().printf("%s: %,d dead letters%n", sync.name(), letters);
      Letters.groups(sync.name(), engine, runner.out());
      for (DeadLetter letter : engine.deadLetters(sync.name()).list(Optional.empty(), limit)) {
        runner.out().println("  " + Letters.line(letter));
      }
    }
    return ExitStatus.OK;
  }

  private int replay(SyncEngine engine, List<SyncDefinition> syncs) {
    var reports = new ArrayList<RunReport>();
    for (SyncDefinition sync : syncs) {
      RunReport report = engine.deadLetters(sync.name()).replay(sync, LetterSelection.all());
      runner.out().println(report);
      reports.add(report);
    }
    Letters.tell(reports, engine, runner.out());
    return ExitStatus.of(reports);
  }

  private int discard(SyncEngine engine, List<SyncDefinition> syncs, KeyHash id) {
    for (SyncDefinition sync : syncs) {
      DeadLetterBox box = engine.deadLetters(sync.name());
      if (engine.state().find(sync.name(), id).deadLetter(id).isPresent()) {
        box.discard(LetterSelection.one(id), reason);
        runner.out().println(sync.name() + ": discarded " + id);
        return ExitStatus.OK;
      }
    }
    runner.err().println("there is no dead letter " + id);
    return ExitStatus.FAILED;
  }
}
