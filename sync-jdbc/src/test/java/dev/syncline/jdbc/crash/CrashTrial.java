package dev.syncline.jdbc.crash;

import dev.syncline.jdbc.crash.EngineProcess.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Kills the engine's process with SIGKILL at random moments, again and again, while the source
 * changes in between; then lets it run to its end and compares destination and source row by row. A
 * process that ended before it was killed does not count.
 */
final class CrashTrial {
  private static final int MOST_STARTS_PER_KILL = 5;

  private final String name;
  private final Path folder;
  private final Shop shop;
  private final Place place;
  private final String state;
  private final long seed;
  private final Random random;
  private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
  private int kills;
  private int starts;
  private int writes = 20;
  private Duration span = Duration.ofSeconds(1);

  /**
   * A trial.
   *
   * @param name of the destination, for messages and the report
   * @param state the URL of the state store
   * @param seed of the moments
   */
  CrashTrial(String name, Path folder, Shop shop, Place place, String state, long seed) {
    this.name = name;
    this.folder = folder;
    this.shop = shop;
    this.place = place;
    this.state = state;
    this.seed = seed;
    this.random = new Random(seed);
    for (Phase phase : Phase.values()) {
      phases.put(phase, 0);
    }
  }

  /** What was found, and what the last of three runs said that nothing was to do for. */
  record Result(Comparison found, String lastReports) {}

  Result run(int wantedKills) throws Exception {
    Instant start = Instant.now();
    while (kills < wantedKills) {
      if (starts == wantedKills * MOST_STARTS_PER_KILL) {
        throw new AssertionError(starts + " runs, and only " + kills + " could be killed");
      }
      killOne();
      shop.change();
    }
    // A resumed scan does not see what changed in the part that was read before; the next one does.
    toTheEnd();
    toTheEnd();
    Comparison found = Comparison.of(shop, place);
    String last = toTheEnd().reports();
    report(found, Duration.between(start, Instant.now()));
    return new Result(found, last);
  }

  private EngineProcess start() throws IOException {
    starts++;
    return EngineProcess.start(folder, shop.url(), place.url(), state);
  }

  private EngineProcess toTheEnd() throws Exception {
    EngineProcess process = start();
    if (process.exitStatus() != 0) {
      throw new AssertionError(seeded("a run that nobody killed failed: " + process.output()));
    }
    return process;
  }

  private void killOne() throws Exception {
    EngineProcess process = start();
    Instant began = Instant.now();
    boolean alive;
    int kind = random.nextInt(10);
    if (kind < 7) {
      // In a write, or soon after it.
      int nth = 1 + random.nextInt(Math.max(1, writes));
      alive = process.await("write", nth) && process.killAfter(upTo(Duration.ofMillis(12)));
    } else if (kind < 9) {
      alive = process.await("started", 1) && process.killAfter(upTo(span));
    } else {
      alive = process.killAfter(upTo(span));
    }
    if (alive && process.phase() != Phase.ENDED) {
      kills++;
      phases.merge(process.phase(), 1, Integer::sum);
    } else if (!alive && process.exitStatus() != 0) {
      throw new AssertionError(seeded("a run failed by itself: " + process.output()));
    } else {
      span = Duration.between(began, Instant.now());
    }
    // Later runs have less to write: the first ones must not be the measure for all.
    writes = Math.max(4, (writes + process.count("write")) / 2);
  }

  private Duration upTo(Duration most) {
    return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
  }

  String seeded(String message) {
    return name + ", seed " + seed + ", after " + kills + " kills: " + message;
  }

  private void report(Comparison found, Duration took) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%s: %d kills %s in %d starts, %,d rows compared, %d lost, %d doubled, %d left over (%d s,"
            + " seed %d)%n",
        name,
        kills,
        phases,
        starts,
        found.rows(),
        found.lost(),
        found.doubled(),
        found.leftOver(),
        took.toSeconds(),
        seed);
    found.samples().forEach(System.out::println);
    Path reports = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(
        reports.resolve("crash-" + name + ".json"),
        String.format(
            Locale.ROOT,
            "{\"destination\":\"%s\",\"kills\":%d,\"starting\":%d,\"reading\":%d,\"writing\":%d,"
                + "\"beforeCheckpoint\":%d,\"rows\":%d,\"lost\":%d,\"doubled\":%d,\"leftOver\":%d,"
                + "\"seconds\":%d,\"seed\":%d}%n",
            name,
            kills,
            phases.get(Phase.STARTING),
            phases.get(Phase.READING),
            phases.get(Phase.WRITING),
            phases.get(Phase.BEFORE_CHECKPOINT),
            found.rows(),
            found.lost(),
            found.doubled(),
            found.leftOver(),
            took.toSeconds(),
            seed));
  }
}
