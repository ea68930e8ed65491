package dev.syncline.benchmarks.ratios;

import dev.syncline.benchmarks.profile.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process of one contestant: reads a job a line, and answers how long it took. */
public final class Worker {
  static final String DONE = "done ";
  static final String FAILED = "failed ";

  /** Before the name of a job that is to be recorded. */
  static final String RECORDED = "recorded:";

  private Worker() {}

  /** Takes the contestant's name. */
  public static void main(String[] args) throws IOException {
    Contestant contestant = contestant(args[0]);
    var heap = new PeakHeap();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = System.out;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int space = line.indexOf(' ');
      String job = line.substring(0, space);
      Site site = Site.parse(line.substring(space + 1));
      try {
        heap.reset();
        long start = System.nanoTime();
        run(contestant, job, site);
        long nanos = System.nanoTime() - start;
        out.println(DONE + nanos + " " + heap.bytes() + " " + resident());
      } catch (Exception e) {
        e.printStackTrace();
        out.println(FAILED + e);
      }
      out.flush();
    }
  }

  /** Somebody by name. */
  static Contestant contestant(String name) {
    return switch (name) {
      case "syncline" -> new Syncline();
      case "limits" -> new Limits();
      case "springbatch" -> new SpringBatch();
      case "easybatch" -> new EasyBatch();
      case "camel" -> new Camel();
      default -> throw new IllegalArgumentException("nobody is called " + name);
    };
  }

  /** Where a recording of a job is to be found. */
  static Path recording(String job, Site site) {
    return site.folder().resolve(job + ".jfr");
  }

  private static void run(Contestant contestant, String line, Site site) throws Exception {
    if (!line.startsWith(RECORDED)) {
      contestant.run(line, site);
      return;
    }
    String job = line.substring(RECORDED.length());
    try (var recording = new Recording(recording(job, site))) {
      contestant.run(job, site);
      recording.write();
    }
  }

  /** The most memory that the process ever had, in kB; 0 where the system does not tell. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
