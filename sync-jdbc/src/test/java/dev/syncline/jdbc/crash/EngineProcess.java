package dev.syncline.jdbc.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An {@link EngineMain} that can be watched, killed and paused. */
final class EngineProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path errors;
  private final Thread reader;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private EngineProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(this::listen, "engine-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Where the process is in its work. */
  enum Phase {
    STARTING,
    READING,
    WRITING,
    BEFORE_CHECKPOINT,
    ENDED
  }

  static EngineProcess start(Path folder, String source, String destination, String state)
      throws IOException {
    return start(folder, List.of(), List.of(), source, destination, state);
  }

  /**
   * Starts it.
   *
   * @param before what comes before the command, such as a shell that sets limits
   * @param options of the JVM
   */
  static EngineProcess start(
      Path folder, List<String> before, List<String> options, String... arguments)
      throws IOException {
    Path errors = Files.createTempFile(folder, "engine", ".txt");
    var command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), EngineMain.class.getName()));
    command.addAll(List.of(arguments));
    return new EngineProcess(
        new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      // A killed process takes its end of the pipe with it.
      return;
    }
  }

  /** How often it has said a line that begins so. */
  int count(String beginning) {
    return (int) said.stream().filter(line -> line.startsWith(beginning)).count();
  }

  /**
   * Waits until it has said a line that begins so for the n-th time.
   *
   * @return false if it ended before
   */
  boolean await(String beginning, int times) throws InterruptedException {
    return await(() -> count(beginning) >= times);
  }

  /** The same for anything that can be seen from outside. */
  boolean await(BooleanSupplier moment) throws InterruptedException {
    boolean ended = false;
    while (!ended && !moment.getAsBoolean()) {
      ended = process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    return !ended;
  }

  /**
   * Kills it, as {@code kill -9} does, after a while.
   *
   * @return whether it was still alive
   */
  boolean killAfter(Duration delay) throws InterruptedException {
    boolean ended = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
    process.destroyForcibly().waitFor();
    reader.join();
    return !ended;
  }

  /** What it was at when it was killed. */
  Phase phase() {
    String last =
        said.stream()
            .filter(line -> !line.startsWith("finished customers"))
            .reduce("", (before, line) -> line);
    if (last.isEmpty()) {
      return Phase.STARTING;
    }
    if (last.equals("write")) {
      return Phase.WRITING;
    }
    if (last.equals("written")) {
      return Phase.BEFORE_CHECKPOINT;
    }
    return last.startsWith("report") || last.startsWith("finished orders")
        ? Phase.ENDED
        : Phase.READING;
  }

  /** Waits for its end and answers its exit status. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the engine did not end within " + PATIENCE + ": " + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " answered " + status);
    }
  }

  /** Lets it go on that waits after its writes: there is nothing more to wait for. */
  void goOn() throws IOException {
    process.getOutputStream().close();
  }

  /** Everything it said. */
  String output() {
    try {
      return String.join("\n", said) + "\n" + Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of its reports. */
  String reports() {
    String all = String.join("\n", said);
    int from = all.indexOf("\nreport ");
    return from < 0 ? "" : all.substring(from + 1);
  }
}
