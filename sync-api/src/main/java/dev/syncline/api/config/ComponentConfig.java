package dev.syncline.api.config;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of configuration: names and values, where a value is a String, Boolean, Long, Double, a
 * list of values or a nested piece. It knows where it stands, so that every error names the place,
 * the bad value and the nearest right one.
 *
 * <p>Immutable. Equal when the values are equal, wherever they come from: what a builder says and
 * what a file says can be compared.
 */
public final class ComponentConfig {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final Map<String, Object> values;
  private final String path;
  private final Function<String, Location> locations;

  private ComponentConfig(
      Map<String, Object> values, String path, Function<String, Location> locations) {
    this.values = values;
    this.path = path;
    this.locations = locations;
  }

  /** A piece made in code. Nested maps become nested pieces. */
  public static ComponentConfig of(Map<String, ?> values) {
    return of(values, "", Location::ofPath);
  }

  /**
   * A piece read from a file.
   *
   * @param values the names and values
   * @param path the way to this piece from the top, empty for the top
   * @param locations finds the place of a path
   */
  public static ComponentConfig of(
      Map<String, ?> values, String path, Function<String, Location> locations) {
    var copy = new LinkedHashMap<String, Object>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            copy.put(name, immutable(value, join(path, name), locations));
          }
        });
    return new ComponentConfig(copy, path, locations);
  }

  private static Object immutable(Object value, String path, Function<String, Location> locations) {
    if (value instanceof Map<?, ?> map) {
      var nested = new LinkedHashMap<String, Object>();
      map.forEach((name, inner) -> nested.put(String.valueOf(name), inner));
      return of(nested, path, locations);
    }
    if (value instanceof Collection<?> list) {
      var items = new ArrayList<Object>(list.size());
      for (Object item : list) {
        items.add(immutable(item, path + "[" + items.size() + "]", locations));
      }
      return List.copyOf(items);
    }
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** The names and plain values in order; nested pieces as {@code ComponentConfig}. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Whether there is a value. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A copy with one more value. */
  public ComponentConfig with(String name, Object value) {
    var copy = new LinkedHashMap<>(values);
    copy.put(name, immutable(value, join(path, name), locations));
    return new ComponentConfig(copy, path, locations);
  }

  /** A copy without a value. */
  public ComponentConfig without(String name) {
    var copy = new LinkedHashMap<>(values);
    copy.remove(name);
    return new ComponentConfig(copy, path, locations);
  }

  /** Where a value stands, or should stand. */
  public Location locationOf(String name) {
    return locations.apply(name.isEmpty() ? path : join(path, name));
  }

  /** An error about one value; to be thrown. */
  public ConfigurationException error(String name, String message) {
    return new ConfigurationException(locationOf(name), message);
  }

  /**
   * Refuses names that nobody reads.
   *
   * @throws ConfigurationException naming the first unknown name and the nearest known one
   */
  public void allow(String... known) {
    allow(List.of(known));
  }

  /**
   * Refuses names that nobody reads.
   *
   * @throws ConfigurationException naming the first unknown name and the nearest known one
   */
  public void allow(Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw error(name, "unknown setting '" + name + "'" + Nearest.hint(name, known));
      }
    }
  }

  /** A text; numbers and truth values are taken in their printed form. */
  public String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /** A text, if there is one. */
  public Optional<String> optionalString(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ComponentConfig || value instanceof List) {
      throw error(name, "'" + name + "' must be a text, not " + describe(value));
    }
    return Optional.of(value.toString());
  }

  /** A whole number between two bounds, both included. */
  public int integer(String name, int fallback, int least, int most) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    long number;
    try {
      number = value instanceof Long exact ? exact : Long.parseLong(value.toString().trim());
    } catch (NumberFormatException e) {
      throw error(name, "'" + name + "' must be a whole number, not " + describe(value));
    }
    if (number < least || number > most) {
      throw error(
          name, "'" + name + "' must be between " + least + " and " + most + ", not " + number);
    }
    return (int) number;
  }

  /** A number. */
  public double number(String name, double fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    String text = value.toString().trim();
    // Java's own reading knows NaN, 1d and 0x1p3, too.
    if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw error(name, "'" + name + "' must be a number, not " + describe(value));
    }
    return Double.parseDouble(text);
  }

  /** {@code true} or {@code false}. */
  public boolean bool(String name, boolean fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    return switch (value.toString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(name, "'" + name + "' must be true or false, not " + describe(value));
    };
  }

  /** A duration: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or ISO 8601. */
  public Optional<Duration> duration(String name) {
    return optionalString(name).map(text -> parseDuration(name, text));
  }

  private Duration parseDuration(String name, String text) {
    var matcher = SHORT_DURATION.matcher(text);
    try {
      if (matcher.matches()) {
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
      }
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw error(
          name, "'" + name + "' must be a duration such as 30s, 5m, 2h or 7d, not '" + text + "'");
    }
  }

  /** One of some words, in any case; {@code fallback} if there is no value. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> words, E fallback) {
    String text = optionalString(name).orElse(null);
    if (text == null) {
      return fallback;
    }
    var known = new ArrayList<String>();
    for (E word : words.getEnumConstants()) {
      String spelled = word.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (spelled.equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return word;
      }
      known.add(spelled);
    }
    throw error(name, "'" + name + "' cannot be '" + text + "'" + Nearest.hint(text, known));
  }

  /** A list of texts; a single text is a list of one; nothing is an empty list. */
  public List<String> strings(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      return List.of(string(name));
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ComponentConfig || list.get(i) instanceof List) {
        throw error(name + "[" + i + "]", "every item of '" + name + "' must be a text");
      }
    }
    return list.stream().map(Object::toString).toList();
  }

  /** A nested piece. */
  public ComponentConfig section(String name) {
    return optionalSection(name).orElseThrow(() -> missing(name));
  }

  /** A nested piece, if there is one. */
  public Optional<ComponentConfig> optionalSection(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ComponentConfig section) {
      return Optional.of(section);
    }
    throw error(
        name, "'" + name + "' must be a section of names and values, not " + describe(value));
  }

  /** A list of nested pieces; nothing is an empty list. */
  public List<ComponentConfig> sections(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw error(name, "'" + name + "' must be a list of sections, not " + describe(value));
    }
    var sections = new ArrayList<ComponentConfig>(list.size());
    for (Object item : list) {
      if (!(item instanceof ComponentConfig section)) {
        throw error(
            name + "[" + sections.size() + "]",
            "every item of '" + name + "' must be a section, not " + describe(item));
      }
      sections.add(section);
    }
    return List.copyOf(sections);
  }

  private ConfigurationException missing(String name) {
    return error(name, "'" + name + "' is missing");
  }

  private static String describe(Object value) {
    if (value instanceof ComponentConfig) {
      return "a section";
    }
    return value instanceof List ? "a list" : "'" + value + "'";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ComponentConfig config && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return "ComponentConfig" + values.keySet();
  }
}
