package dev.syncline.examples.quickstart;

import dev.syncline.api.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the command line says.
 *
 * @param folder where the three files are
 * @param touch whether the source changes a little before the run
 * @param kills how often the engine's process is killed, to see what is left then; 0 for a plain
 *     run
 * @param json whether standard output holds the report as JSON and nothing else
 */
record Settings(Path folder, boolean touch, int kills, boolean json) {
  private static final int MOST_KILLS = 10_000;
  private static final String FOLDER = "quickstart.dir";
  private static final String KILL = "quickstart.kill";
  private static final String TOUCH = "quickstart.touch";
  private static final String REPORT = "sync.report";

  /** Reads system properties; a blank one is as good as none. */
  static Settings of(Properties properties) {
    String folder = properties.getProperty(FOLDER, "").strip();
    String report = properties.getProperty(REPORT, "").strip();
    if (!report.isEmpty() && !report.equals("json") && !report.equals("text")) {
      throw new ConfigurationException(REPORT + " must be 'json' or 'text', not '" + report + "'");
    }
    return new Settings(
        Path.of(folder.isEmpty() ? "sync-examples/target/quickstart" : folder),
        touch(properties.getProperty(TOUCH, "").strip()),
        kills(properties.getProperty(KILL, "").strip()),
        report.equals("json"));
  }

  private static boolean touch(String value) {
    return switch (value) {
      case "true" -> true;
      case "", "false" -> false;
      default ->
          throw new ConfigurationException(TOUCH + " must be true or false, not '" + value + "'");
    };
  }

  private static int kills(String value) {
    if (value.isEmpty()) {
      return 0;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= MOST_KILLS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigurationException(
        KILL + " must be a number from 1 to " + MOST_KILLS + ", not '" + value + "'");
  }
}
