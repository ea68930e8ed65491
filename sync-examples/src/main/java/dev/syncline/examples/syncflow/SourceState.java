package dev.syncline.examples.syncflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What has happened to the sources so far; they are made anew by every process, and are what they
 * were.
 *
 * @param touches how often a little was changed
 * @param colours whether items have a new column
 */
record SourceState(int touches, boolean colours) {
  private static final String FILE = "sources.properties";

  static SourceState read(Path folder) throws IOException {
    var properties = new Properties();
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
    }
    return new SourceState(
        Integer.parseInt(properties.getProperty("touches", "0")),
        Boolean.parseBoolean(properties.getProperty("colours", "false")));
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), "touches=" + touches + "\ncolours=" + colours + "\n");
  }
}
