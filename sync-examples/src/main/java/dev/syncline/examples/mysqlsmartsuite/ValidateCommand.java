package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.migration.MappingFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Reads the mapping and asks nobody. */
@Command(
    name = "validate",
    description = "Check the mapping file, and say what is understood how; nothing is asked.")
final class ValidateCommand implements Callable<Integer> {
  private final Runner runner;

  ValidateCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Mapping mapping = runner.mapping();
    String form = mapping.earlier().isPresent() ? "the earlier system's form" : "Syncline's form";
    runner.out().println(mapping.file() + " is valid, in " + form);
    mapping
        .project()
        .syncs()
        .forEach(
            sync ->
                runner
                    .out()
                    .println(
                        "  "
                            + sync.name()
                            + " -> table "
                            + sync.destination().config().optionalString("table").orElse("?")));
    mapping
        .earlier()
        .map(MappingFile::notes)
        .orElse(List.of())
        .forEach(note -> runner.out().println("note: " + note));
    return ExitStatus.OK;
  }
}
