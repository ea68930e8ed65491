package dev.syncline.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The changes of a plan, one line of JSON each. Lines may be taken out: what is not there is not
 * carried out.
 *
 * @param path where it is
 */
public record PlanFile(Path path) {

  /**
   * Shows changes in their order, without keeping them.
   *
   * @param limit at most so many
   * @throws UncheckedIOException if the file cannot be read
   * @throws dev.syncline.api.error.PermanentException naming a line that is not a change
   */
  public void read(long limit, Consumer<PlannedChange> action) {
    try (BufferedReader in = Files.newBufferedReader(path, UTF_8)) {
      String line = in.readLine();
      for (long number = 1; line != null && number <= limit; number++) {
        action.accept(PlanLines.read(line, "line " + number + " of " + path));
        line = in.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the changes of the plan cannot be read from " + path, e);
    }
  }
}
