package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.error.ConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the mapping in Syncline's own words. */
@Command(
    name = "convert",
    description = "Print the earlier system's mapping file as a project file of Syncline.")
final class ConvertCommand implements Callable<Integer> {
  private final Runner runner;

  ConvertCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    var earlier =
        mapping
            .earlier()
            .orElseThrow(
                () -> new ConfigurationException(mapping.file() + " is a project file already"));
    runner.out().print(earlier.toYaml(runner.surroundings().options()));
    return ExitStatus.OK;
  }
}
