package dev.syncline.examples.quickstart;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncListener;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.plan.Plan;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Syncs the countries and regions of the world from one SQLite file into another; the regions find
 * the ids that the destination gave their countries. Run it again and nothing is written; touch the
 * source and precisely that is.
 *
 * <p>System properties: {@code quickstart.dir} (where the files are), {@code quickstart.touch=true}
 * (change the source a little first), {@code sync.report=json} (one line of JSON per sync on
 * standard output, everything else on standard error), {@code quickstart.kill=20} (kill the
 * engine's process twenty times and compare; see {@link KillTrial}). Ends with 0 if both syncs
 * succeeded, with or without refused records, or if nothing was lost or doubled, else with 1.
 */
public final class Quickstart {
  private static final Set<RunStatus> DONE =
      EnumSet.of(RunStatus.SUCCEEDED, RunStatus.SUCCEEDED_WITH_REJECTS);

  private final Settings settings;
  private final QuickstartFiles files;
  private final SourceDatabase source;
  private final PrintStream out;
  private final PrintStream err;

  private Quickstart(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.files = new QuickstartFiles(settings.folder());
    this.source = new SourceDatabase(files.source());
    this.out = out;
    this.err = err;
  }

  /** Runs once and ends the process. */
  public static void main(String[] args) {
    var out = utf8(FileDescriptor.out);
    var err = utf8(FileDescriptor.err);
    int status = 1;
    try {
      Settings settings = Settings.of(System.getProperties());
      status =
          settings.kills() > 0
              ? new KillTrial(settings, out, err).run()
              : new Quickstart(settings, out, err).run();
    } catch (InterruptedException e) {
      err.println("quickstart: interrupted");
    } catch (SyncException | SQLException | IOException e) {
      err.println("quickstart: " + e.getMessage());
    }
    System.exit(status);
  }

  /** The names of regions are in UTF-8, whatever the platform believes. */
  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  private int run() throws IOException, SQLException {
    PrintStream progress = settings.json() ? err : out;
    prepare(progress);
    Map<String, Long> sizes = source.sizes();
    SyncListener listener =
        Terminal.present()
            ? new BarProgress(progress, sizes)
            : new LineProgress(progress, sizes, Clock.systemUTC());
    try (SyncEngine engine = engine(listener)) {
      if (!settings.json()) {
        plan(engine);
      }
      List<RunReport> reports = engine.runAll(QuickstartSyncs.all());
      if (reports.stream().anyMatch(report -> report.status() == RunStatus.CANCELLED)) {
        return exitStatus(reports);
      }
      if (settings.json()) {
        reports.forEach(report -> out.println(JsonReport.of(report)));
      } else {
        tell(reports, engine);
      }
      return exitStatus(reports);
    }
  }

  /** What the run is going to do, before anything is written. */
  private void plan(SyncEngine engine) {
    for (Plan plan : engine.planAll(QuickstartSyncs.all())) {
      try (plan) {
        out.println("plan of " + plan.toString().lines().findFirst().orElseThrow());
      }
    }
    out.println();
  }

  private void prepare(PrintStream progress) throws IOException, SQLException {
    Files.createDirectories(settings.folder());
    if (source.makeIfMissing()) {
      progress.println("made the source, " + files.source());
    }
    if (settings.touch()) {
      progress.println("touched the source:");
      source.touch().forEach(line -> progress.println("  " + line));
    }
    new DestinationDatabase(files.destination()).makeTablesIfMissing();
  }

  private SyncEngine engine(SyncListener listener) {
    return SyncEngine.builder()
        .connection("source", QuickstartFiles.connection(files.source()))
        .connection("destination", QuickstartFiles.connection(files.destination()))
        .stateStore(SqliteStateStore.at(files.state()))
        .listener(listener)
        .stopOnShutdown()
        .build();
  }

  private void tell(List<RunReport> reports, SyncEngine engine) throws SQLException {
    for (RunReport report : reports) {
      out.println();
      out.println(ReportTable.of(report));
    }
    out.println();
    var refused = new RefusedRegions(source.countryNames());
    refused.list(engine.state()).forEach(out::println);
    out.println();
    refused
        .first(engine.state())
        .ifPresent(
            letter -> {
              out.println("The first of them, in detail:");
              out.println(engine.explain(QuickstartSyncs.regions(), letter));
              out.println();
            });
    new Hints(files).lines().forEach(out::println);
  }

  private int exitStatus(List<RunReport> reports) {
    int status = 0;
    for (RunReport report : reports) {
      if (!DONE.contains(report.status())) {
        err.println("quickstart: " + oneLine(report));
        status = 1;
      }
    }
    return status;
  }

  private static String oneLine(RunReport report) {
    return report
        .failure()
        .map(
            failure ->
                "sync '"
                    + report.sync()
                    + "' failed in "
                    + failure.stage()
                    + ": "
                    + failure.message())
        .orElseGet(() -> "sync '" + report.sync() + "' ended as " + report.status());
  }
}
