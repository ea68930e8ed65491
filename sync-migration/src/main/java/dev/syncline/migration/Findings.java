package dev.syncline.migration;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a mapping file, and what a person should know about it. */
final class Findings {
  private static final int SHOWN = 100;
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt((Finding found) -> found.place().line())
          .thenComparingInt(found -> found.place().column());

  private final List<Finding> errors = new ArrayList<>();
  private final List<Finding> notes = new ArrayList<>();

  private record Finding(Location place, String message) {
    @Override
    public String toString() {
      return place + ": " + message;
    }
  }

  /** The file cannot be taken as it is. */
  void error(Location place, String message) {
    errors.add(new Finding(place, message));
  }

  /** The file is taken, and this is what becomes of a part of it. */
  void note(Location place, String message) {
    notes.add(new Finding(place, message));
  }

  /** The notes in the order of the file. */
  List<String> notes() {
    return notes.stream().sorted(BY_PLACE).map(Finding::toString).distinct().toList();
  }

  /** One exception for all errors, in the order of the file. */
  void throwIfAny() {
    if (errors.isEmpty()) {
      return;
    }
    var sorted = errors.stream().sorted(BY_PLACE).distinct().toList();
    var text = new StringBuilder(sorted.get(0).message());
    sorted.stream().skip(1).limit(SHOWN).forEach(found -> text.append('\n').append(found));
    if (sorted.size() > SHOWN + 1) {
      text.append("\nand more: correct these first");
    }
    throw new ConfigurationException(sorted.get(0).place(), text.toString());
  }
}
