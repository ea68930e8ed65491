package dev.syncline.core.definition;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The errors of this package. Each names its place within the part that it is about, so that a file
 * reader can turn it into a line and a column.
 */
final class Refusal {
  private Refusal() {}

  /** An error at a place such as {@code delta.overlap}; to be thrown. */
  static ConfigurationException at(String path, String message) {
    return new ConfigurationException(Location.ofPath(path), message);
  }

  /** Returns the name unless it is blank. */
  static String name(String path, String name) {
    if (name.isBlank()) {
      throw at(path, "a name must not be empty, as '" + name + "' is");
    }
    return name;
  }

  /**
   * Throws what was found, if anything was: one error as it is; several as one whose message has a
   * line for each and which holds each as a suppressed exception.
   */
  static void throwAll(String owner, List<ConfigurationException> found) {
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      var all =
          new ConfigurationException(
              found.stream()
                  .map(Throwable::getMessage)
                  .collect(
                      Collectors.joining(
                          "\n  ", owner + " has " + found.size() + " errors:\n  ", "")));
      found.forEach(all::addSuppressed);
      throw all;
    }
  }
}
