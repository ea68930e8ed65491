package dev.syncline.core.project;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects what is wrong with a file, so that one reading tells all of it. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  private record Problem(Location place, String message) {}

  /** Something is wrong at a place. */
  void add(Location place, String message) {
    found.add(new Problem(place, message));
  }

  /** What a part is, unless it is wrong; then the error is kept and there is none. */
  <T> Optional<T> attempt(Supplier<T> part) {
    return attempt(part, Location::ofPath);
  }

  /**
   * What a part is, unless it is wrong.
   *
   * @param places finds the place of a path in an error of the builders, which know no file
   */
  <T> Optional<T> attempt(Supplier<T> part, Function<String, Location> places) {
    try {
      return Optional.of(part.get());
    } catch (ConfigurationException e) {
      keep(e, places);
      return Optional.empty();
    }
  }

  private void keep(ConfigurationException e, Function<String, Location> places) {
    if (e.getSuppressed().length > 0) {
      for (Throwable each : e.getSuppressed()) {
        if (each instanceof ConfigurationException one) {
          keep(one, places);
        }
      }
      return;
    }
    var known = e.location().orElseGet(() -> Location.ofPath(""));
    String message = String.valueOf(e.getMessage());
    String prefix = known + ": ";
    if (e.location().isPresent() && message.startsWith(prefix)) {
      message = message.substring(prefix.length());
    }
    var place = known.file().isEmpty() ? places.apply(known.path()) : known;
    if (!follows(place.path())) {
      add(place, message);
    }
  }

  /** Whether something at or below this place, or around it, is known to be wrong already. */
  private boolean follows(String path) {
    return found.stream()
        .map(problem -> problem.place().path())
        .anyMatch(known -> within(known, path) || within(path, known));
  }

  private static boolean within(String inner, String outer) {
    return !outer.isEmpty()
        && inner.startsWith(outer)
        && (inner.length() == outer.length()
            || inner.charAt(outer.length()) == '.'
            || inner.charAt(outer.length()) == '[');
  }

  /** One exception for everything that is wrong, in the order of the file. */
  void throwIfAny(YamlDocument document) {
    if (found.isEmpty()) {
      return;
    }
    found.sort(
        Comparator.comparingInt((Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column()));
    var lines =
        found.stream()
            .map(p -> new Problem(p.place(), document.hide(p.place().path(), p.message())))
            .distinct()
            .toList();
    String rest =
        lines.stream()
            .skip(1)
            .map(problem -> "\n" + problem.place() + ": " + problem.message())
            .collect(Collectors.joining());
    throw new ConfigurationException(lines.get(0).place(), lines.get(0).message() + rest);
  }
}
