package dev.syncline.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What was measured on.
 *
 * @param system the operating system
 * @param processor its name, as far as the system tells
 * @param processors how many of them the JVM sees
 * @param memoryGb how much memory there is, in GiB; 0 if the system does not tell
 * @param java the JVM
 */
public record Machine(String system, String processor, int processors, long memoryGb, String java) {

  /** This one. */
  public static Machine here() throws IOException {
    return new Machine(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        line("/proc/cpuinfo", "model name", "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(
            Long.parseLong(line("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""))
                / (double) (1 << 20)),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private static String line(String file, String name, String otherwise) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return otherwise;
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d × %s, %d GiB, %s, %s", processors, processor, memoryGb, system, java);
  }
}
