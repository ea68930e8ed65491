package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs again and again, until the process is asked to end. */
@Command(
    name = "schedule",
    description = "Run all syncs again and again, until the process is asked to end.")
final class ScheduleCommand implements Callable<Integer> {
  private final Runner runner;

  @Option(
      names = "--interval",
      paramLabel = "<minutes>",
      description = "minutes between the end of a run and the next; else SYNC_INTERVAL_MINUTES")
  private @Nullable String interval;

  ScheduleCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration pause =
        interval != null
            ? Surroundings.minutes("--interval", interval)
            : runner
                .surroundings()
                .interval()
                .orElseThrow(
                    () ->
                        new ConfigurationException(
                            "say with --interval or "
                                + Surroundings.INTERVAL
                                + " after how many minutes it runs again"));
    Mapping mapping = runner.mapping();
    try (SyncEngine engine = runner.engine(mapping)) {
      while (true) {
        once(engine, mapping);
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private void once(SyncEngine engine, Mapping mapping) {
    try {
      List<RunReport> reports = engine.runAll(mapping.project().syncs());
      reports.forEach(report -> runner.out().println(report));
    } catch (StateConflictException e) {
      // Somebody else runs it, who will get the work done.
      runner.err().println(e.getMessage());
    }
  }
}
