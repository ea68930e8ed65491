package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** A command about the syncs that are named, or about all. */
abstract class SyncsCommand implements Callable<Integer> {
  final Runner runner;

  @Parameters(paramLabel = "<sync>", arity = "0..*", description = "the syncs; all without one")
  private final List<String> names = new ArrayList<>();

  SyncsCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public final Integer call() {
    Mapping mapping = runner.mapping();
    List<SyncDefinition> syncs = mapping.syncs(names);
    try (SyncEngine engine = runner.engine(mapping)) {
      return call(engine, syncs);
    }
  }

  /** Does it, and answers the {@link ExitStatus}. */
  abstract int call(SyncEngine engine, List<SyncDefinition> syncs);
}
