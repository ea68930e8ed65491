package dev.syncline.examples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The quickstart in a process of its own, which can be killed. A connection to the destination
 * tells when it has committed something there.
 */
final class EngineProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path said;
  private final Statement destination;
  private final int untouched;
  private final Instant startedAt = Instant.now();
  private Optional<Instant> firstWrite = Optional.empty();

  private EngineProcess(Process process, Path said, Statement destination, int untouched) {
    this.process = process;
    this.said = said;
    this.destination = destination;
    this.untouched = untouched;
  }

  static EngineProcess start(Path folder, Connection destination) throws IOException, SQLException {
    Statement eye = destination.createStatement();
    int untouched = commits(eye);
    Path said = folder.resolve("engine.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquickstart.dir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return new EngineProcess(process, said, eye, untouched);
  }

  /** The number changes with every commit that another connection makes. */
  private static int commits(Statement eye) throws SQLException {
    try (ResultSet row = eye.executeQuery("PRAGMA data_version")) {
      return row.getInt(1);
    }
  }

  /**
   * Waits until the process has written something to the destination.
   *
   * @return whether it has; no if it ended without
   */
  boolean awaitWrite() throws SQLException, InterruptedException {
    boolean ended = false;
    while (!ended && firstWrite.isEmpty()) {
      ended = process.waitFor(1, TimeUnit.MILLISECONDS);
      look();
    }
    return firstWrite.isPresent();
  }

  private void look() throws SQLException {
    if (firstWrite.isEmpty() && commits(destination) != untouched) {
      firstWrite = Optional.of(Instant.now());
    }
  }

  /**
   * Kills the process, as {@code kill -9} does, after a while.
   *
   * @return whether it was still alive
   */
  boolean killAfter(Duration delay) throws SQLException, InterruptedException {
    boolean ended = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
    process.destroyForcibly().waitFor();
    look();
    return !ended;
  }

  /** Whether the process wrote anything to the destination, as far as it was watched. */
  boolean wrote() {
    return firstWrite.isPresent();
  }

  /** Waits for the end, which must be a good one. */
  void finish() throws IOException, SQLException, InterruptedException {
    awaitWrite();
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("the engine's process did not end within " + PATIENCE);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "the engine's process ended with " + process.exitValue() + ": " + output());
    }
  }

  boolean readsRegions() throws IOException {
    return output().contains(QuickstartSyncs.REGIONS + ": reading");
  }

  private String output() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  Duration sinceStart() {
    return Duration.between(startedAt, Instant.now());
  }

  /** The time since the first write. */
  Duration sinceWrite() {
    return firstWrite.map(write -> Duration.between(write, Instant.now())).orElse(Duration.ZERO);
  }
}
