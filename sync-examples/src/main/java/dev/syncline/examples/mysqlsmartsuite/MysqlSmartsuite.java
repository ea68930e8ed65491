package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.api.error.SyncException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Keeps SmartSuite tables true to MySQL. What to do stands in a mapping file, of the earlier system
 * or of Syncline; where, in the environment. Ends with 0 if nothing failed, with 2 if records were
 * rejected, with 1 if something failed.
 */
@Command(
    name = "mysql-smartsuite",
    description = "Keeps SmartSuite tables true to the tables of a MySQL or MariaDB database.",
    mixinStandardHelpOptions = true,
    version = "Syncline",
    footer = {
      "",
      "Environment: MYSQL_HOST, MYSQL_PORT, MYSQL_DATABASE, MYSQL_USER, MYSQL_PASSWORD,",
      "SMARTSUITE_BASE_URL, SMARTSUITE_TOKEN, SMARTSUITE_ACCOUNT_ID, SYNC_MAPPING, SYNC_STATE_DIR,",
      "SYNC_FULL_EVERY, SYNC_DELETES, SYNC_ZERO_DATES, SYNC_INTERVAL_MINUTES, LOG_LEVEL.",
      "",
      "Exit status: 0 nothing failed, 2 records were rejected, 1 something failed."
    })
public final class MysqlSmartsuite {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private MysqlSmartsuite() {}

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    logLevel(System.getenv());
    var out = utf8(FileDescriptor.out);
    var err = utf8(FileDescriptor.err);
    System.exit(run(args, System.getenv(), out, err));
  }

  static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    var runner = new Runner(Surroundings.of(environment, Path.of("")), out, err);
    CommandLine commands = commands(runner);
    commands.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
    commands.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          if (problem instanceof SyncException || problem instanceof UncheckedIOException) {
            err.println("mysql-smartsuite: " + problem.getMessage());
            return ExitStatus.FAILED;
          }
          throw problem;
        });
    return commands.execute(args);
  }

  private static CommandLine commands(Runner runner) {
    var commands =
        new CommandLine(new MysqlSmartsuite())
            .addSubcommand(new RunCommand(runner))
            .addSubcommand(new PlanCommand(runner))
            .addSubcommand(new ValidateCommand(runner))
            .addSubcommand(new StatusCommand(runner))
            .addSubcommand(new HistoryCommand(runner))
            .addSubcommand(new TestConnectionsCommand(runner))
            .addSubcommand(new ResetCommand(runner))
            .addSubcommand(new DeadLettersCommand(runner))
            .addSubcommand(new ApproveDeletesCommand(runner))
            .addSubcommand(new ImportStateCommand(runner))
            .addSubcommand(new ConvertCommand(runner))
            .addSubcommand(new ScheduleCommand(runner))
            .addSubcommand(new DemoCommand(runner));
    commands.setExpandAtFiles(false);
    each(commands);
    commands.getSubcommands().values().forEach(MysqlSmartsuite::each);
    return commands;
  }

  /** What cannot even begin has failed: 2 says that records were rejected. */
  private static void each(CommandLine command) {
    command.getCommandSpec().exitCodeOnInvalidInput(ExitStatus.FAILED);
    command.getCommandSpec().exitCodeOnExecutionException(ExitStatus.FAILED);
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /** The words of the earlier system; before the first logger is made. */
  private static void logLevel(Map<String, String> environment) {
    String level = environment.getOrDefault("LOG_LEVEL", "").strip().toLowerCase(Locale.ROOT);
    String known =
        switch (level) {
          case "debug", "info", "error", "trace" -> level;
          case "warning", "warn" -> "warn";
          case "critical" -> "error";
          default -> "";
        };
    if (!known.isEmpty() && System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, known);
    }
  }
}
