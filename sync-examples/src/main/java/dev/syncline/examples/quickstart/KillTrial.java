package dev.syncline.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * Kills the engine's process with SIGKILL at random moments, again and again, while the source
 * changes in between; then lets it run to its end and compares destination and source row by row.
 *
 * <p>It starts from an empty folder. The destination's tables get no unique index here: nothing but
 * the engine keeps a record from coming twice. A process that ended before it was killed does not
 * count.
 */
final class KillTrial {
  /** Of so many kills, one falls anywhere; the others fall between the first write and the end. */
  private static final int ANYWHERE = 5;

  private static final int MOST_STARTS_PER_KILL = 10;

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream progress;
  private final Path folder;
  private final QuickstartFiles files;
  private final SourceDatabase source;
  private final Random random = new Random();
  private final Hits hits = new Hits();
  private Duration whole = Duration.ZERO;
  private Duration writing = Duration.ZERO;

  KillTrial(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.progress = settings.json() ? err : out;
    this.folder = settings.folder().resolve("killed");
    this.files = new QuickstartFiles(folder);
    this.source = new SourceDatabase(files.source());
  }

  /** Where the kills fell. */
  private static final class Hits {
    private int early;
    private int countries;
    private int regions;

    int all() {
      return early + countries + regions;
    }

    void add(EngineProcess killed) throws IOException {
      if (!killed.wrote()) {
        early++;
      } else if (killed.readsRegions()) {
        regions++;
      } else {
        countries++;
      }
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "killed %d times before the run had written anything, %d times while it wrote countries,"
              + " %d times while it wrote regions",
          early,
          countries,
          regions);
    }
  }

  /** The exit status: 0 if nothing was lost, doubled or left over. */
  int run() throws IOException, SQLException, InterruptedException {
    measure();
    begin();
    try (Connection destination =
        DriverManager.getConnection(QuickstartFiles.url(files.destination()))) {
      int most = settings.kills() * MOST_STARTS_PER_KILL;
      for (int start = 1; hits.all() < settings.kills(); start++) {
        if (start > most) {
          throw new IOException(
              most
                  + " runs were through before they could be killed "
                  + settings.kills()
                  + " times");
        }
        killOnce(destination);
        source.upheave(start);
      }
      // Twice: regions without a key may hold deletes back for one run (ADR 0006).
      EngineProcess.start(folder, destination).finish();
      EngineProcess.start(folder, destination).finish();
    }
    return tell(Comparison.of(files));
  }

  /** How long does a run take that nobody kills? */
  private void measure() throws IOException, SQLException, InterruptedException {
    begin();
    try (Connection destination =
        DriverManager.getConnection(QuickstartFiles.url(files.destination()))) {
      measure(EngineProcess.start(folder, destination));
    }
    progress.printf(
        Locale.ROOT,
        "a run from start to end takes %,d ms, %,d of them from its first write%n",
        whole.toMillis(),
        writing.toMillis());
  }

  private void measure(EngineProcess process)
      throws IOException, SQLException, InterruptedException {
    process.finish();
    whole = process.sinceStart();
    writing = process.sinceWrite();
  }

  private void begin() throws IOException, SQLException {
    Files.createDirectories(folder);
    for (Path file : new Path[] {files.source(), files.destination(), files.state()}) {
      for (String part : new String[] {"", "-wal", "-shm", "-journal"}) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
      }
    }
    source.makeIfMissing();
    new DestinationDatabase(files.destination()).makeTablesWithoutUniqueKeys();
  }

  private void killOnce(Connection destination)
      throws IOException, SQLException, InterruptedException {
    EngineProcess process = EngineProcess.start(folder, destination);
    boolean anywhere = hits.all() % ANYWHERE == ANYWHERE - 1;
    boolean killed =
        anywhere
            ? process.killAfter(upTo(whole))
            : process.awaitWrite() && process.killAfter(upTo(writing));
    if (killed) {
      hits.add(process);
      progress.printf(
          Locale.ROOT, "kill %d after %,d ms%n", hits.all(), process.sinceStart().toMillis());
    } else {
      measure(process);
    }
  }

  private Duration upTo(Duration span) {
    return Duration.ofNanos((long) (random.nextDouble() * span.toNanos()));
  }

  private int tell(Comparison found) {
    progress.println(hits.line());
    if (settings.json()) {
      out.printf(
          Locale.ROOT,
          "{\"kills\":%d,\"lost\":%d,\"doubled\":%d,\"leftOver\":%d}%n",
          hits.all(),
          found.lost(),
          found.doubled(),
          found.leftOver());
    } else {
      out.printf(
          Locale.ROOT,
          "%d kills, %d lost, %d doubled%s%n",
          hits.all(),
          found.lost(),
          found.doubled(),
          found.leftOver() == 0 ? "" : ", " + found.leftOver() + " left over");
    }
    return found.clean() ? 0 : 1;
  }
}
