package dev.syncline.examples.syncflow;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.CatalogDefinition.DeltaChoice;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Discovers two APISmiths, copies all that they offer into tables of PostgreSQL, and delivers one
 * of them to a ScheduleHub. Run it again, and nothing is written. Ends with 0 if everything
 * succeeded.
 */
@Command(
    name = "syncflow",
    mixinStandardHelpOptions = true,
    description = "Two APISmiths into PostgreSQL and a ScheduleHub, by discovery.")
public final class SyncFlow implements Callable<Integer> {
  private static final String KEY = "a-shared-secret-of-32-characters";
  private static final long NORTH = 1;
  private static final long SOUTH = 2;

  /** So that every run is a full one, whatever its strategy. */
  private static final Duration ALWAYS = Duration.ofMillis(1);

  private final PrintStream out;

  @Option(
      names = "--dir",
      description = "where database, catalogs and simulators keep what they know",
      defaultValue = "sync-examples/target/syncflow")
  private Path folder = Path.of("sync-examples", "target", "syncflow");

  @Option(names = "--full-refresh", description = "read everything again, and compare")
  private boolean fullRefresh;

  @Option(names = "--touch", description = "change the sources a little first")
  private boolean touch;

  @Option(
      names = "--schema-change",
      description = "add a column to the items of the sources, and make another one longer")
  private boolean schemaChange;

  SyncFlow(PrintStream out) {
    this.out = out;
  }

  /** Runs once and ends the process. */
  public static void main(String[] args) {
    String[] given =
        args.length == 1 ? args[0].isBlank() ? new String[0] : args[0].strip().split("\\s+") : args;
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new SyncFlow(out)).execute(given));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    SourceState state = SourceState.read(folder);
    if (touch || schemaChange) {
      state = new SourceState(state.touches() + 1, state.colours() || schemaChange);
      state.write(folder);
    }
    Clock clock = Clock.systemUTC();
    var north = new ApiData(NORTH, state.touches(), state.colours());
    var south = new ApiData(SOUTH, state.touches(), state.colours());
    try (var northApi = new ApiSmith(north, KEY, clock);
        var southApi = new ApiSmith(south, KEY, clock);
        var hub = new ScheduleHub(folder.resolve("schedulehub.json"), KEY, clock);
        var warehouse = new Warehouse(folder.resolve("postgres"))) {
      out.println(
          "two APISmiths with "
              + Figures.number(north.size())
              + " and "
              + Figures.number(south.size())
              + " rows");
      SyncProject project =
          project(
              Map.of(
                  "NORTH_URL", northApi.url(),
                  "SOUTH_URL", southApi.url(),
                  "HUB_URL", hub.url(),
                  "WAREHOUSE_URL", warehouse.url(),
                  "SYNCFLOW_KEY", KEY,
                  "SYNCFLOW_DIR", folder.toString()));
      boolean succeeded = run(project);
      out.println();
      out.println(
          "requests: "
              + Figures.number(northApi.requests() + southApi.requests())
              + " to the APISmiths, "
              + Figures.number(hub.requests())
              + " to the ScheduleHub, which wrote "
              + Figures.number(hub.written())
              + " records");
      return succeeded ? 0 : 1;
    }
  }

  private static SyncProject project(Map<String, String> environment) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SyncFlow.class.getResourceAsStream("syncflow.yml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SyncProject.parse(yaml, "syncflow.yml", environment);
    }
  }

  private boolean run(SyncProject project) {
    try (SyncEngine engine = SyncEngine.builder().project(project).stopOnShutdown().build()) {
      var syncs = new ArrayList<SyncDefinition>();
      boolean asked = true;
      for (Discovery found : engine.discoverAll(catalogs(project))) {
        out.println();
        out.println(found);
        asked &= found.failure().isEmpty();
        syncs.addAll(found.syncs());
      }
      out.println();
      long start = System.nanoTime();
      List<RunReport> reports = engine.runAll(syncs);
      double seconds = (System.nanoTime() - start) / 1e9;
      new Figures(out).print(reports);
      total(reports, seconds);
      return asked && reports.stream().allMatch(report -> report.status().success());
    } catch (SyncException e) {
      out.println("syncflow: " + e.getMessage());
      return false;
    }
  }

  private List<CatalogDefinition> catalogs(SyncProject project) {
    return project.catalogs().stream()
        .map(
            catalog ->
                fullRefresh
                    ? catalog.with(
                        new DeltaChoice(
                            Optional.empty(), catalog.delta().overlap(), Optional.of(ALWAYS)))
                    : catalog)
        .toList();
  }

  private void total(List<RunReport> reports, double seconds) {
    long fetched = reports.stream().mapToLong(report -> report.ledger().fetched()).sum();
    long written = reports.stream().mapToLong(report -> report.ledger().written()).sum();
    out.println();
    out.printf(
        java.util.Locale.ROOT,
        "%s fetched, %s written, in %.1f s (%s records a second)%n",
        Figures.number(fetched),
        Figures.number(written),
        seconds,
        Figures.number(Math.round(fetched / Math.max(seconds, 0.001))));
  }
}
