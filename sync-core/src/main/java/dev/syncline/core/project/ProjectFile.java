package dev.syncline.core.project;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a project file. */
final class ProjectFile {
  /** Far beyond any project, far below what hurts. */
  static final int MOST_BYTES = 1 << 20;

  private ProjectFile() {}

  static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw refuse(file, "is a directory; name a file in it", null);
      }
      if (Files.size(file) > MOST_BYTES) {
        throw refuse(file, "is larger than " + MOST_BYTES + " bytes; take several files", null);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refuse(file, "does not exist; check its path", e);
    } catch (CharacterCodingException e) {
      throw refuse(file, "is not written in UTF-8; save it so", e);
    } catch (IOException e) {
      throw refuse(file, "cannot be read; check who may: " + e.getMessage(), e);
    }
  }

  private static ConfigurationException refuse(
      Path file, String message, @Nullable IOException cause) {
    return new ConfigurationException(
        new Location(file.toString(), 1, 1, ""), "the file " + message, cause);
  }
}
