package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a state store, before SQLite opens it. To SQLite an empty file is a new database, and
 * so is one that is not there: it then throws away the write-ahead log beside it, which may hold
 * all that is left. An emptied state must not pass for a new one.
 *
 * <p>A file that is being made is empty, too, and stays so if its maker is killed: while it is
 * being made, a mark lies beside it.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final String RECOVERY =
      "; restore a backup, or, to start with a new state, take away what is left of this one"
          + " (docs/state-store.md)";

  private final Path file;
  private final Path log;
  private final Path mark;

  /** A file that need not be there yet. */
  public StateFile(Path file) {
    this.file = file;
    this.log = beside("-wal");
    this.mark = beside("-new");
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  void beforeOpening() {
    try {
      if (Files.notExists(file)) {
        if (logHoldsSomething() && Files.notExists(file)) {
          throw refused("is gone, but its log '" + log + "' is there");
        }
        makeMark();
      } else if (emptied()) {
        throw refused(
            logHoldsSomething() ? "is empty, but its log '" + log + "' is there" : "is empty");
      }
    } catch (IOException e) {
      // Where a file cannot be seen, SQLite says better why.
      LOG.debug("cannot look at {}: {}", file, e.getMessage());
    }
  }

  /** Looks twice: in between, another process may have come to an end with making it. */
  private boolean emptied() throws IOException {
    return Files.size(file) == 0 && Files.notExists(mark) && Files.size(file) == 0;
  }

  private boolean logHoldsSomething() throws IOException {
    return Files.exists(log) && Files.size(log) > 0;
  }

  private PermanentException refused(String what) {
    return new PermanentException("the state file '" + file + "' " + what + RECOVERY);
  }

  private void makeMark() throws IOException {
    try {
      Files.createFile(mark);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} was being made before", file);
    }
  }

  void opened() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      LOG.warn("'{}' cannot be deleted: {}", mark, e.getMessage());
    }
  }
}
