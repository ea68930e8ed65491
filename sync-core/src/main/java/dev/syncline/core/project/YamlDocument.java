package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException.Location;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a file, and where each of them stands. */
final class YamlDocument {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "passw(or)?d|passphrase|secret(?!fields)|token|credential|api_?-?key|private_?-?key");
  private static final Pattern GIVEN = Pattern.compile(", not [^;\n]*");
  private static final String HIDDEN = "***";

  /** A text this short may stand in a message by chance. */
  private static final int SHORT = 4;

  private final String file;
  private final NavigableMap<String, Mark> marks = new TreeMap<>();
  private Map<String, Object> root = new LinkedHashMap<>();

  /**
   * Where a value stands.
   *
   * @param line the line of the value
   * @param column the column of the value
   * @param keyLine the line of its name, or of the value if it has none
   * @param keyColumn the column of its name
   * @param scalar the text of a single value as it was written, placeholders filled in; null for a
   *     section or a list
   * @param plain whether a single value stands without quotes
   * @param external whether a part of it came from the environment
   * @param unset why there is no value, though the place of one; null if there is a value
   * @param path the way to it in the file, which is another one if it stands in a profile
   */
  record Mark(
      int line,
      int column,
      int keyLine,
      int keyColumn,
      @Nullable String scalar,
      boolean plain,
      boolean external,
      @Nullable String unset,
      String path) {

    Mark with(String text, boolean isPlain, boolean isExternal) {
      return new Mark(line, column, keyLine, keyColumn, text, isPlain, isExternal, unset, path);
    }

    Mark without(String why) {
      return new Mark(line, column, keyLine, keyColumn, scalar, plain, external, why, path);
    }
  }

  YamlDocument(String file) {
    this.file = file;
  }

  void mark(Mark mark) {
    marks.put(mark.path(), mark);
  }

  /** A copy that can be changed without changing this one. */
  YamlDocument copy() {
    var copy = new YamlDocument(file);
    copy.marks.putAll(marks);
    copy.root = root;
    return copy;
  }

  Map<String, Object> root() {
    return root;
  }

  /** Puts what stands at one path in the place of what stands at another. */
  void move(String from, String to) {
    forget(to);
    var moved = new LinkedHashMap<String, Mark>();
    below(from).forEach((path, mark) -> moved.put(to + path.substring(from.length()), mark));
    marks.putAll(moved);
  }

  /** Forgets what stands at a path. */
  void forget(String path) {
    below(path).keySet().stream().toList().forEach(marks::remove);
  }

  private Map<String, Mark> below(String path) {
    var found = new LinkedHashMap<String, Mark>();
    Optional.ofNullable(marks.get(path)).ifPresent(mark -> found.put(path, mark));
    // What follows a path is a name after a point or a number in brackets.
    found.putAll(marks.subMap(path + ".", path + "/"));
    found.putAll(marks.subMap(path + "[", path + "\\"));
    return found;
  }

  /** Whether there is a value. */
  boolean isSet(String path) {
    Mark mark = marks.get(path);
    return mark == null || mark.unset() == null;
  }

  /** The places of values that are missing in the environment, with the reason. */
  Map<Location, String> unset() {
    var unset = new LinkedHashMap<Location, String>();
    for (Mark mark : marks.values()) {
      if (mark.unset() != null && mark.scalar() != null) {
        unset.put(new Location(file, mark.line(), mark.column(), mark.path()), mark.unset());
      }
    }
    return unset;
  }

  void root(Map<String, Object> values) {
    root = values;
  }

  /** The whole file. */
  ComponentConfig config() {
    return ComponentConfig.of(root, "", this::place);
  }

  /** The text of a single value that stands without quotes. */
  Optional<String> plainScalar(String path) {
    return Optional.ofNullable(marks.get(path)).filter(Mark::plain).map(Mark::scalar);
  }

  /** The text of a single value. */
  Optional<String> text(String path) {
    return Optional.ofNullable(marks.get(path)).map(Mark::scalar);
  }

  /** The text of a single value, unless it may be secret. */
  Optional<String> shown(String path) {
    return Optional.ofNullable(marks.get(path))
        .filter(mark -> !secret(path, mark))
        .map(Mark::scalar);
  }

  /**
   * Where a single value stands, or the name of a section; for a missing one, what is around it.
   */
  Location place(String path) {
    String known = path;
    Mark mark = marks.get(known);
    while (mark == null && !known.isEmpty()) {
      known = known.substring(0, Math.max(0, lastStep(known)));
      mark = marks.get(known);
    }
    if (mark == null) {
      return new Location(file, 1, 1, path);
    }
    boolean value = mark.scalar() != null && known.equals(path);
    return new Location(
        file,
        value ? mark.line() : mark.keyLine(),
        value ? mark.column() : mark.keyColumn(),
        mark.path() + path.substring(known.length()));
  }

  /** Where the name of a value stands. */
  Location placeOfName(String path) {
    Mark mark = marks.get(path);
    return mark == null
        ? place(path)
        : new Location(file, mark.keyLine(), mark.keyColumn(), mark.path());
  }

  private static int lastStep(String path) {
    return Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  }

  /** All texts that may be secret. */
  Set<String> secrets() {
    var secrets = new LinkedHashSet<String>();
    marks.forEach(
        (path, mark) -> {
          if (mark.scalar() != null && !mark.scalar().isEmpty() && secret(path, mark)) {
            secrets.add(mark.scalar());
          }
        });
    return secrets;
  }

  /** A message about a place without any of the texts that may be secret. */
  String hide(String path, String message, Set<String> secrets) {
    Mark own = marks.get(path);
    String shown = message;
    if (own != null && own.scalar() != null && secret(path, own)) {
      // Numbers and times may be printed in another form than they were written in.
      shown = GIVEN.matcher(shown).replaceAll(", not '" + HIDDEN + "'");
    }
    for (String text : secrets) {
      shown = shown.replace("'" + text + "'", "'" + HIDDEN + "'");
      shown = text.length() < SHORT ? shown : shown.replace(text, HIDDEN);
    }
    return shown;
  }

  private static boolean secret(String path, Mark mark) {
    String name = path.substring(lastStep(path) + 1).toLowerCase(Locale.ROOT);
    return mark.external() || SECRET_NAME.matcher(name).find();
  }
}
