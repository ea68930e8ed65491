package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.SyncEngine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows how far each sync is. */
@Command(name = "status", description = "Show how each sync stands.")
final class StatusCommand implements Callable<Integer> {
  private final Runner runner;

  StatusCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    try (SyncEngine engine = runner.engine(mapping)) {
      StateQueries state = engine.state();
      mapping.project().syncs().forEach(sync -> tell(sync.name(), state));
    }
    return ExitStatus.OK;
  }

  private void tell(String sync, StateQueries queries) {
    SyncState state = queries.state(sync);
    runner
        .out()
        .printf(
            "%s: %,d records at the destination, %,d pending, %,d dead letters%n",
            sync, state.records(), state.pending(), state.deadLetters());
    var last = queries.runs(sync, 1);
    if (last.isEmpty()) {
      runner.out().println("  it has never run");
    }
    last.forEach(
        run -> {
          runner.out().println("  last run " + run.startedAt() + ": " + run.status());
          run.failure()
              .ifPresent(f -> runner.out().println("    " + f.stage() + ": " + f.message()));
          run.pause()
              .ifPresent(
                  pause ->
                      runner
                          .out()
                          .println(
                              "    "
                                  + pause.reason()
                                  + pause.resumeAt().map(at -> "; goes on from " + at).orElse("")));
        });
    state
        .progress()
        .withheld()
        .ifPresent(
            held ->
                runner
                    .out()
                    .printf(
                        "  %,d deletes wait for approval (%s): approve-deletes %s %d%n",
                        held.count(), held.reason(), sync, held.scan()));
  }
}
