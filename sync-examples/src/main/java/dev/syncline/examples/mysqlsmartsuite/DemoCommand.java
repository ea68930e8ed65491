package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything on embedded defaults: a first run, a second one, and one after some changes. */
@Command(
    name = "demo",
    description =
        "Sync customers and their orders from an embedded MariaDB to a simulated SmartSuite.")
final class DemoCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(paramLabel = "<folder>", arity = "0..1", description = "where its files are")
  private Path folder = Path.of("target", "mysql-smartsuite");

  DemoCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    clear(folder);
    Path mapping = folder.resolve("demo.yml");
    try (InputStream text = DemoCommand.class.getResourceAsStream("demo.yml")) {
      Files.write(mapping, Objects.requireNonNull(text, "demo.yml").readAllBytes());
    }
    say("starting MariaDB");
    try (var database = EmbeddedDatabase.start(folder.toAbsolutePath().resolve("mariadb"));
        var smartsuite = DemoWorkspace.start()) {
      DemoShop.fill(database);
      var here =
          new Runner(surroundings(mapping, database, smartsuite), runner.out(), runner.err());
      int status = tell(here, database, smartsuite);
      say("The mapping is " + mapping + ". On your own database and workspace:");
      say("  see sync-examples/mysql-smartsuite.md");
      return status;
    }
  }

  private int tell(Runner here, EmbeddedDatabase database, SmartSuiteSimulator smartsuite)
      throws SQLException {
    say("");
    say("First run: " + DemoShop.CUSTOMERS + " customers, " + DemoShop.ORDERS + " orders");
    int first = run(here, smartsuite);
    say("  one request for each record would have been " + (DemoShop.CUSTOMERS + DemoShop.ORDERS));
    say("");
    say("Second run: nothing has changed");
    int second = run(here, smartsuite);
    say("");
    say("Third run: a customer and an order changed, one order gone, one new, one date is none");
    DemoShop.change(database);
    int third = run(here, smartsuite);
    new DeadLettersCommand(here).call();
    say("");
    boolean expected =
        first == ExitStatus.OK && second == ExitStatus.OK && third == ExitStatus.REJECTS;
    return expected ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private int run(Runner here, SmartSuiteSimulator smartsuite) {
    smartsuite.forgetRequests();
    int status = new RunCommand(here).call();
    say("  " + DemoWorkspace.requests(smartsuite));
    say("  exit status " + status);
    return status;
  }

  private Surroundings surroundings(
      Path mapping, EmbeddedDatabase database, SmartSuiteSimulator smartsuite) {
    var all = new HashMap<String, String>(runner.surroundings().variables());
    all.putAll(
        Map.of(
            "MYSQL_HOST",
            "localhost",
            "MYSQL_PORT",
            String.valueOf(database.port()),
            "MYSQL_DATABASE",
            EmbeddedDatabase.NAME,
            "MYSQL_USER",
            EmbeddedDatabase.USER,
            "MYSQL_PASSWORD",
            "",
            "SMARTSUITE_BASE_URL",
            smartsuite.baseUrl(),
            "SMARTSUITE_TOKEN",
            smartsuite.token(),
            "SMARTSUITE_ACCOUNT_ID",
            smartsuite.account(),
            Surroundings.MAPPING,
            mapping.toString(),
            Surroundings.STATE,
            folder.resolve("state").toString()));
    return new Surroundings(all);
  }

  private void say(String line) {
    runner.out().println(line);
  }

  /** Takes away what an earlier demo left, and nothing else. */
  private static void clear(Path folder) throws IOException {
    for (String part : new String[] {"mariadb", "state", "demo.yml"}) {
      if (Files.exists(folder.resolve(part))) {
        delete(folder.resolve(part));
      }
    }
    Files.createDirectories(folder);
  }

  /** Deletes a file, or a folder with everything in it. */
  static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
