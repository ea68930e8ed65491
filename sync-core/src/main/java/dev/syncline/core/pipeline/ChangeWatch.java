package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.destination.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees every batch between RESOLVE and INGEST: all is decided, nothing is sent. What every run
 * watches is how many updates another mapping makes; a plan writes down what it sees, and the
 * carrying out of a plan holds back what is not in it.
 *
 * <p>Belongs to the loading thread of one run.
 */
public class ChangeWatch {
  private @Nullable ProgressBook progress;
  private long remapped;

  ChangeWatch() {}

  /** The watch of an ordinary run. */
  public static ChangeWatch ordinary() {
    return new ChangeWatch();
  }

  /** The run begins. */
  void begin(ProgressBook book) {
    progress = book;
  }

  /** A rehearsed run knows what it would write. */
  void prepared(Target target) {}

  /**
   * The source has come to its end.
   *
   * @param complete whether that means that everything was seen
   */
  void ended(boolean complete) {}

  /** A batch is about to be written. */
  void beforeWrite(WorkBatch batch) {
    ProgressBook book = progress;
    if (book == null || !book.mappingChanged()) {
      return;
    }
    for (Row row : batch.rows()) {
      if (row.open()
          && row.change == Change.UPDATE
          && row.state != null
          && book.mappedOtherwise(row.state.hashVersion())) {
        remapped++;
      }
    }
  }

  /** How many updates so far are of records that were written under another mapping. */
  long remapped() {
    return remapped;
  }

  /** Whether it looks at the record states of what has not changed. */
  boolean needsStates() {
    return false;
  }

  /** Whether what is committed is for good, so that the source may be told. */
  boolean real() {
    return true;
  }

  /** Whether a person has agreed to what another mapping does. */
  boolean confirmed() {
    return false;
  }

  /** Whether a change was held back, so that the next run has to meet it again. */
  boolean heldBack() {
    return false;
  }

  /** What a person should know, once everything is read. */
  List<String> notices() {
    var notices = new ArrayList<String>();
    if (remapped > 0) {
      notices.add(
          "the mapping is another one than that of the last run: "
              + remapped
              + " records that were written under the old one are updated");
    }
    return notices;
  }
}
