package dev.syncline.http.json;

import dev.syncline.api.config.ComponentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way into a JSON document: {@code data.items}, {@code $.data.items}, {@code errors[0].code}; a
 * lone {@code $} is the document itself. A name that holds a dot is written {@code ['a.b']}.
 *
 * @param steps String for a name, Integer for the position in an array
 * @param text as it was written, for messages
 */
public record JsonPath(List<Object> steps, String text) {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,9})]|\\['((?:[^'\\\\]|\\\\.)+)']");

  /** The document itself. */
  public static final JsonPath ROOT = new JsonPath(List.of(), "$");

  /** Copies the steps. */
  public JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is not one; the message says what is wrong
   */
  public static JsonPath of(String text) {
    String path = text.strip();
    if (path.equals("$")) {
      return ROOT;
    }
    boolean rooted = path.startsWith("$.") || path.startsWith("$[");
    String rest = rooted ? path.substring(1) : path.startsWith("[") ? path : "." + path;
    var steps = new ArrayList<Object>();
    Matcher step = STEP.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      step.region(at, rest.length());
      if (!step.lookingAt()) {
        throw new IllegalArgumentException(
            "'" + text + "' is no path; write names with dots between them, such as data.items");
      }
      steps.add(stepOf(step));
      at = step.end();
    }
    return new JsonPath(steps, path);
  }

  /**
   * Reads a setting that is a path.
   *
   * @throws dev.syncline.api.error.ConfigurationException if it is missing or none
   */
  public static JsonPath of(ComponentConfig config, String setting) {
    return of(config, setting, config.string(setting));
  }

  /** Reads a setting that is a path, if there is one. */
  public static Optional<JsonPath> optional(ComponentConfig config, String setting) {
    return config.optionalString(setting).map(text -> of(config, setting, text));
  }

  /** Reads a setting that is a path or several. */
  public static List<JsonPath> list(ComponentConfig config, String setting) {
    return config.strings(setting).stream().map(text -> of(config, setting, text)).toList();
  }

  private static JsonPath of(ComponentConfig config, String setting, String text) {
    try {
      return of(text);
    } catch (IllegalArgumentException e) {
      throw config.error(setting, String.valueOf(e.getMessage()));
    }
  }

  private static Object stepOf(Matcher step) {
    if (step.group(2) != null) {
      return Integer.valueOf(step.group(2));
    }
    return step.group(1) != null ? step.group(1) : step.group(3).replaceAll("\\\\(.)", "$1");
  }

  /** Whether {@code steps} lead exactly here. */
  public boolean is(List<Object> other) {
    return steps.equals(other);
  }

  /** Whether {@code steps} lead here or to something around it. */
  public boolean startsWith(List<Object> other) {
    return other.size() <= steps.size() && steps.subList(0, other.size()).equals(other);
  }

  /**
   * What is there in a value that was read as a whole; null if nothing is, or a JSON null.
   *
   * @param value maps, lists and plain values
   */
  public @Nullable Object in(@Nullable Object value) {
    Object at = value;
    for (Object step : steps) {
      if (step instanceof String name && at instanceof Map<?, ?> object) {
        at = object.get(name);
      } else if (step instanceof Integer index && at instanceof List<?> list) {
        at = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return at;
  }

  /** Whether there is something, be it null. */
  public boolean existsIn(@Nullable Object value) {
    if (steps.isEmpty()) {
      return true;
    }
    Object last = steps.get(steps.size() - 1);
    Object holder = new JsonPath(steps.subList(0, steps.size() - 1), text).in(value);
    return last instanceof String name
        ? holder instanceof Map<?, ?> object && object.containsKey(name)
        : holder instanceof List<?> list && last instanceof Integer index && index < list.size();
  }

  @Override
  public String toString() {
    return text;
  }
}
