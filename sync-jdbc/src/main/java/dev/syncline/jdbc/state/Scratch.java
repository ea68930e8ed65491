package dev.syncline.jdbc.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap: parts of a file that is deleted as soon as it is open. The system writes
 * it out when memory is short, and takes it back with the last part.
 */
final class Scratch {
  private @Nullable FileChannel file;
  private long used;

  /** Zeroed bytes. */
  ByteBuffer take(int bytes) {
    try {
      FileChannel open = file;
      if (open == null) {
        Path path = Files.createTempFile("syncline-index", ".tmp");
        try {
          open = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
          deleteQuietly(path);
        }
        file = open;
      }
      ByteBuffer part = open.map(FileChannel.MapMode.READ_WRITE, used, bytes);
      used += bytes;
      return part;
    } catch (IOException e) {
      throw new UncheckedIOException("no room for an index of the record states", e);
    }
  }

  private static void deleteQuietly(Path path) {
    if (!path.toFile().delete()) {
      // Where an open file cannot be deleted.
      path.toFile().deleteOnExit();
    }
  }

  void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
