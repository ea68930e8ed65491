package dev.syncline.benchmarks.ratios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in a process of its own. Used by one thread. */
final class Forked implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedReader answers;
  private final Writer jobs;

  /**
   * How a job went.
   *
   * @param seconds how long it took
   * @param heapBytes the most heap in use after a collection
   * @param residentKb the most memory the process ever had
   */
  record Answer(double seconds, long heapBytes, long residentKb) {}

  Forked(String contestant, Options options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-Xmx" + options.heap());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    if (contestant.equals("syncline")) {
      command.addAll(options.jvmArgs());
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Worker.class.getName());
    command.add(contestant);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    jobs =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Has a job done, and waits for it. */
  Answer run(String job, Site site) throws IOException {
    jobs.write(job + " " + site.line() + "\n");
    jobs.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(Worker.DONE)) {
        String[] parts = line.substring(Worker.DONE.length()).split(" ");
        return new Answer(
            Long.parseLong(parts[0]) / 1e9, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
      }
      if (line.startsWith(Worker.FAILED)) {
        throw new IllegalStateException(job + ": " + line);
      }
    }
    throw new IllegalStateException("the process ended in the middle of " + job);
  }

  @Override
  public void close() {
    try {
      jobs.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
