package dev.syncline.core.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A file of lines.
 *
 * @param path where it is
 * @param temporary whether it goes when it is closed: nobody has named it
 */
public record LineFile(Path path, boolean temporary) implements AutoCloseable {

  /**
   * The file that was asked for, or a temporary one that is readable by its owner only, where the
   * file system can say so.
   *
   * @param prefix what the name of a temporary one begins with
   */
  public static LineFile at(Optional<Path> wanted, String prefix) {
    return wanted
        .map(path -> new LineFile(path, false))
        .orElseGet(() -> new LineFile(scratch(prefix), true));
  }

  private static Path scratch(String prefix) {
    try {
      return Files.createTempFile(prefix, ".jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch file " + prefix + "*.jsonl can be made", e);
    }
  }

  /**
   * Shows the lines in their order, each with the words for where it stands.
   *
   * @param limit at most so many
   * @throws UncheckedIOException if the file cannot be read
   */
  public static void read(Path path, long limit, BiConsumer<String, String> action) {
    try (BufferedReader in = Files.newBufferedReader(path, UTF_8)) {
      String line = in.readLine();
      for (long number = 1; line != null && number <= limit; number++) {
        action.accept(line, "line " + number + " of " + path);
        line = in.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the lines of " + path + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("the file " + path + " cannot be deleted", e);
      }
    }
  }
}
