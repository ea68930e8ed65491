package dev.syncline.core.project;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Collects what is wrong with a file, so that one reading tells all of it. */
final class Problems {
  /** More than anybody corrects at once; reading ends with them. */
  private static final int MOST = 1000;

  private static final int SHOWN = 100;

  private final List<Problem> found = new ArrayList<>();
  private final NavigableSet<String> paths = new TreeSet<>();

  private record Problem(Location place, String message) {}

  /** Ends the reading of a file that is wrong all over. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("too many errors", null, false, false);
    }
  }

  /** Something is wrong at a place. */
  void add(Location place, String message) {
    mute(place.path());
    found.add(new Problem(place, message));
    if (found.size() >= MOST) {
      throw new Enough();
    }
  }

  /** What follows from something at this path is not told. */
  void mute(String path) {
    paths.add(path);
  }

  /** Takes over what was found elsewhere and is not known here. */
  void addNew(Problems others, UnaryOperator<String> message) {
    var known = Set.copyOf(found);
    for (Problem other : others.found) {
      if (!known.contains(other)) {
        add(other.place(), message.apply(other.message()));
      }
    }
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
    if (path.isEmpty()) {
      return false;
    }
    for (int end = path.length(); end > 0; end--) {
      boolean step = end == path.length() || path.charAt(end) == '.' || path.charAt(end) == '[';
      if (step && paths.contains(path.substring(0, end))) {
        return true;
      }
    }
    return any(path + ".", path + "/") || any(path + "[", path + "\\");
  }

  private boolean any(String from, String until) {
    return !paths.subSet(from, until).isEmpty();
  }

  /** One exception for everything that is wrong, in the order of the file. */
  void throwIfAny(YamlDocument document) {
    if (!found.isEmpty()) {
      throw all(document);
    }
  }

  /** Everything that is wrong, of which there is something. */
  ConfigurationException all(YamlDocument document) {
    found.sort(
        Comparator.comparingInt((Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column()));
    var secrets = document.secrets();
    var distinct = found.stream().distinct().toList();
    var lines =
        distinct.stream()
            .limit(SHOWN)
            .map(p -> new Problem(p.place(), document.hide(p.place().path(), p.message(), secrets)))
            .distinct()
            .toList();
    String more = distinct.size() > SHOWN ? "\nand more: correct these first" : "";
    String rest =
        lines.stream()
            .skip(1)
            .map(problem -> "\n" + problem.place() + ": " + problem.message())
            .collect(Collectors.joining());
    return new ConfigurationException(lines.get(0).place(), lines.get(0).message() + rest + more);
  }
}
