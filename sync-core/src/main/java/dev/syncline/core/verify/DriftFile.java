package dev.syncline.core.verify;

import dev.syncline.core.lines.LineFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a verification found, one line of JSON each. Lines may be taken out: what is not there is
 * not repaired.
 *
 * @param path where it is
 */
public record DriftFile(Path path) {

  /**
   * Shows what was found, without keeping it.
   *
   * @param limit at most so many
   * @throws UncheckedIOException if the file cannot be read
   * @throws dev.syncline.api.error.PermanentException naming a line that is not a drift
   */
  public void read(long limit, Consumer<Drift> action) {
    LineFile.read(path, limit, (line, place) -> action.accept(DriftLines.read(line, place)));
  }

  /** Shows what was found in pages of at most so many. */
  public void readPages(int size, Consumer<List<Drift>> action) {
    var page = new ArrayList<Drift>(size);
    read(
        Long.MAX_VALUE,
        drift -> {
          page.add(drift);
          if (page.size() == size) {
            action.accept(List.copyOf(page));
            page.clear();
          }
        });
    if (!page.isEmpty()) {
      action.accept(List.copyOf(page));
    }
  }
}
