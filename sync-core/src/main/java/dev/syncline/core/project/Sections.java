package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the readers of the parts of a sync have in common. */
final class Sections {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,300})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9]\\d{0,300})(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,18}) ?(B|KiB|MiB|GiB)?");

  private final YamlDocument document;

  Sections(YamlDocument document) {
    this.document = document;
  }

  /** The way to a value from the top of the file. */
  static String path(ComponentConfig section, String name) {
    return section.locationOf(name).path();
  }

  /** A section, or a list of sections: what matters is the order of what they hold. */
  static List<ComponentConfig> steps(ComponentConfig section, String name) {
    return section.values().get(name) instanceof ComponentConfig one
        ? List.of(one)
        : section.sections(name);
  }

  /** A value of a table: a text, a number or a truth value; in quotes it is a text. */
  Object literal(ComponentConfig section, String name) {
    Object value = section.values().get(name);
    return literal(value == null ? section.string(name) : value, path(section, name));
  }

  /** The values of a list, or a single one. */
  List<Object> literals(ComponentConfig section, String name) {
    if (!(section.values().get(name) instanceof List<?> items)) {
      return List.of(literal(section, name));
    }
    var values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      values.add(literal(items.get(i), path(section, name) + "[" + i + "]"));
    }
    return values;
  }

  /** The values of a section. */
  Map<String, Object> table(ComponentConfig section) {
    var table = new LinkedHashMap<String, Object>();
    for (String key : section.values().keySet()) {
      table.put(key, literal(section, key));
    }
    return table;
  }

  private Object literal(Object value, String path) {
    if (value instanceof ComponentConfig || value instanceof List) {
      throw new ConfigurationException(
          document.place(path), "this must be a single value, not a list or a section");
    }
    String plain = document.plainScalar(path).orElse("");
    if (WHOLE.matcher(plain).matches()) {
      return new BigInteger(plain);
    }
    return DECIMAL.matcher(plain).matches() ? new BigDecimal(plain) : value;
  }

  /** A whole number of 64 bits. */
  static OptionalLong whole(ComponentConfig section, String name) {
    var text = section.optionalString(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw section.error(name, "'" + name + "' must be a whole number, not '" + text.get() + "'");
    }
  }

  /** A whole number of 32 bits. */
  static OptionalInt smallWhole(ComponentConfig section, String name) {
    return section.has(name)
        ? OptionalInt.of(section.integer(name, 0, Integer.MIN_VALUE, Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  /** A number of bytes, such as 8388608 or 8 MiB. */
  static OptionalLong bytes(ComponentConfig section, String name) {
    var text = section.optionalString(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    var matcher = BYTES.matcher(text.get());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      int shift = matcher.group(2) == null ? 0 : 10 * "BKMG".indexOf(matcher.group(2).charAt(0));
      if (number <= Long.MAX_VALUE >> shift) {
        return OptionalLong.of(number << shift);
      }
    }
    throw section.error(
        name, "'" + name + "' must be a number of bytes such as 8 MiB, not '" + text.get() + "'");
  }
}
