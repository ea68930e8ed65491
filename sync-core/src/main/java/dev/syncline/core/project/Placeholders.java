package dev.syncline.core.project;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables into values: {@code ${NAME}}, {@code ${NAME:-default}} for one that is
 * not set or empty, <code>$${</code> for a plain <code>${</code>. A default is taken as it is.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?})?");

  private final Map<String, String> environment;

  Placeholders(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A value with its variables filled in.
   *
   * @param text the value
   * @param external whether a part of it came from outside, so that it may be secret
   */
  record Filled(String text, boolean external) {}

  /** What is wrong with a placeholder; without the value. */
  static final class BadPlaceholder extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean missing;

    BadPlaceholder(String message, boolean missing) {
      super(message);
      this.missing = missing;
    }

    /** Whether nothing is wrong but that the variable is not set. */
    boolean missing() {
      return missing;
    }
  }

  Filled fill(String text) throws BadPlaceholder {
    if (!text.contains("${")) {
      return new Filled(text, false);
    }
    var filled = new StringBuilder();
    boolean external = false;
    Matcher matcher = PLACEHOLDER.matcher(text);
    int done = 0;
    while (matcher.find()) {
      filled.append(text.substring(done, matcher.start()));
      done = matcher.end();
      if (matcher.group().equals("$${")) {
        filled.append("${");
      } else {
        filled.append(value(matcher));
        external = true;
      }
    }
    return new Filled(filled.append(text.substring(done)).toString(), external);
  }

  private String value(Matcher placeholder) throws BadPlaceholder {
    String name = placeholder.group(1);
    if (name == null) {
      throw new BadPlaceholder(
          "a placeholder is written ${NAME} or ${NAME:-default}; for a plain '${' write '$${'",
          false);
    }
    String value = environment.get(name);
    String fallback = placeholder.group(3);
    if (fallback != null) {
      return value == null || value.isEmpty() ? fallback : value;
    }
    if (value == null) {
      throw new BadPlaceholder(
          "the environment variable '"
              + name
              + "' is not set; set it, or write ${"
              + name
              + ":-default}",
          true);
    }
    return value;
  }
}
