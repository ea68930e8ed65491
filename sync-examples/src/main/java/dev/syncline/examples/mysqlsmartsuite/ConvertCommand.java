package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.migration.MappingFile;
import java.nio.file.Path;
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

  /** Needs no environment: what is printed names the variables. */
  @Override
  public Integer call() {
    Path file = Mapping.file(runner.surroundings());
    if (!MappingFile.is(file)) {
      throw new ConfigurationException(file + " is a project file already");
    }
    MappingFile mapping = MappingFile.load(file);
    runner.out().print(mapping.toYaml(runner.surroundings().options()));
    return ExitStatus.OK;
  }
}
