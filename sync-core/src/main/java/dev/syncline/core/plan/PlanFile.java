package dev.syncline.core.plan;

import dev.syncline.core.lines.LineFile;
import java.io.UncheckedIOException;
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
    LineFile.read(path, limit, (line, place) -> action.accept(PlanLines.read(line, place)));
  }
}
