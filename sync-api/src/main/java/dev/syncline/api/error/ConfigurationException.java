package dev.syncline.api.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition or the configuration is wrong. Nothing was read or written. The message names the
 * place, the bad value and, where one is near, the right one.
 */
public final class ConfigurationException extends SyncException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** An error without a place in a file, such as one in a builder. */
  public ConfigurationException(String message) {
    this(null, message, null);
  }

  /** An error at a place. */
  public ConfigurationException(@Nullable Location location, String message) {
    this(location, message, null);
  }

  /** An error at a place, with its cause. */
  public ConfigurationException(
      @Nullable Location location, String message, @Nullable Throwable cause) {
    super(placed(location, message), cause);
    this.location = location;
  }

  private static String placed(@Nullable Location location, String message) {
    String place = location == null ? "" : location.toString();
    return place.isEmpty() ? message : place + ": " + message;
  }

  /** Where the bad value stands. */
  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  /**
   * A place in a configuration.
   *
   * @param file the file's name, empty for a configuration made in code
   * @param line the line, counted from 1; 0 without a file
   * @param column the column, counted from 1; 0 without a file
   * @param path the way to the value, such as {@code syncs[0].source.query}; empty for the file as
   *     a whole
   */
  public record Location(String file, int line, int column, String path) {

    /** Refuses missing parts. */
    public Location {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(path, "path");
    }

    /** A place in a configuration that was made in code. */
    public static Location ofPath(String path) {
      return new Location("", 0, 0, path);
    }

    /** {@code file:line:column: path}, or the one of the two that there is. */
    @Override
    public String toString() {
      if (file.isEmpty()) {
        return path;
      }
      String place = file + ":" + line + ":" + column;
      return path.isEmpty() ? place : place + ": " + path;
    }
  }
}
