package dev.syncline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The quickstart as a user starts it: {@code main} in a process of its own. */
final class QuickstartProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path out;
  private final Path err;

  private QuickstartProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static QuickstartProcess start(Path folder, String... properties) throws IOException {
    Files.createDirectories(folder);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dquickstart.dir=" + folder);
    command.addAll(List.of(properties));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Quickstart.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new QuickstartProcess(process, out, err);
  }

  /** Runs to its end, which must be a good one, and answers the reports by sync. */
  static Map<String, JsonNode> report(Path folder, String... properties) throws Exception {
    var all = new ArrayList<>(List.of(properties));
    all.add("-Dsync.report=json");
    QuickstartProcess run = start(folder, all.toArray(String[]::new));
    assertThat(run.exitStatus()).as("exit status; standard error:%n%s", run.err()).isZero();
    var reports = new LinkedHashMap<String, JsonNode>();
    for (String line : run.out().lines().toList()) {
      JsonNode report = JSON.readTree(line);
      reports.put(report.path("sync").asText(), report);
    }
    assertThat(reports).containsOnlyKeys("countries", "regions");
    reports.values().forEach(QuickstartProcess::assertBalanced);
    return reports;
  }

  private static void assertBalanced(JsonNode report) {
    assertThat(sum(report, "fetched", "carried", "absent"))
        .as("the books of %s", report)
        .isEqualTo(
            sum(
                report,
                "inserted",
                "updated",
                "unchanged",
                "deleted",
                "filtered",
                "superseded",
                "rejected",
                "pending",
                "deferred"));
  }

  private static long sum(JsonNode report, String... counts) {
    long sum = 0;
    for (String count : counts) {
      sum += report.path(count).asLong();
    }
    return sum;
  }

  int exitStatus() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the quickstart did not end within three minutes");
    }
    return process.exitValue();
  }

  /**
   * Kills the process, as {@code kill -9} does, when this much time is over.
   *
   * @return whether it was still alive
   */
  boolean killAfter(long millis) throws InterruptedException {
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return !ended;
  }

  /** What a test waits for. */
  interface Moment {
    boolean come(QuickstartProcess process) throws Exception;
  }

  /** Kills the process at a moment; answers like {@link #killAfter}. */
  boolean killAt(Moment moment) throws Exception {
    waitFor(moment);
    return killAfter(0);
  }

  /** Waits for a moment, or for the end of the process. */
  void waitFor(Moment moment) throws Exception {
    while (!moment.come(this) && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
      // The wait is in the condition.
    }
  }

  /** Asks the process to end, as Ctrl-C and a service's stop do. */
  void terminate() {
    process.destroy();
  }

  String out() throws IOException {
    return Files.readString(out, UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, UTF_8);
  }
}
