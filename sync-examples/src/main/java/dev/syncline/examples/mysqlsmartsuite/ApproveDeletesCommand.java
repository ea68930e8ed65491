package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets the next run carry out the deletes that the guard held back. */
@Command(
    name = "approve-deletes",
    description = "Let the next run carry out deletes that were held back; status names them.")
final class ApproveDeletesCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(index = "0", paramLabel = "<sync>", description = "the sync")
  private String sync = "";

  @Parameters(index = "1", paramLabel = "<scan>", description = "the scan that found them")
  private long scan;

  ApproveDeletesCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    mapping.project().sync(sync);
    try (SyncEngine engine = runner.engine(mapping)) {
      if (engine.approveDeletes(sync, scan)) {
        runner.out().println(sync + ": the next run carries them out");
        return ExitStatus.OK;
      }
    }
    runner.err().println(sync + ": no deletes of scan " + scan + " wait for approval");
    return ExitStatus.FAILED;
  }
}
