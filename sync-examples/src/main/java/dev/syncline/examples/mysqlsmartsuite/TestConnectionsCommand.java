package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.Check;
import dev.syncline.core.SyncChecks;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Asks source, destination and state store of every sync. */
@Command(
    name = "test-connections",
    description = "Ask the database, SmartSuite and the state store whether they can be used.")
final class TestConnectionsCommand implements Callable<Integer> {
  private final Runner runner;

  TestConnectionsCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    boolean ok = true;
    try (SyncEngine engine = runner.engine(mapping)) {
      for (SyncDefinition sync : mapping.project().syncs()) {
        SyncChecks checks = engine.check(sync);
        tell(sync.name(), "source", checks.source());
        tell(sync.name(), "destination", checks.destination());
        tell(sync.name(), "state", checks.stateStore());
        ok &= checks.ok();
      }
    }
    return ok ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private void tell(String sync, String part, Check check) {
    runner
        .out()
        .printf("%s %s: %s: %s%n", check.ok() ? "ok    " : "FAILED", sync, part, check.message());
  }
}
