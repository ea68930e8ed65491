package dev.syncline.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way into nested values, such as {@code address.city} or {@code phones[0].number}; a name with a
 * dot is written {@code ["a.b"]}.
 *
 * @param text as it is written
 * @param steps names (String) and places in a list from 0 (Integer); the first is a name
 */
public record Path(String text, List<Object> steps) {
  private static final int MOST_STEPS = 32;
  private static final int MOST_INDEX_DIGITS = 6;

  /** Copies the steps. */
  public Path {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws ExpressionException if it is none, with the character where it ends to be one
   */
  public static Path parse(String text) {
    var steps = new ArrayList<Object>();
    int at = 0;
    while (at < text.length() || steps.isEmpty()) {
      at = text.startsWith("[", at) ? bracket(text, at, steps) : name(text, at, steps);
      if (steps.size() > MOST_STEPS) {
        throw new ExpressionException(at, "a path has at most " + MOST_STEPS + " steps");
      }
    }
    if (!(steps.get(0) instanceof String)) {
      throw new ExpressionException(1, "'" + text + "' must begin with the name of a field");
    }
    return new Path(text, steps);
  }

  /** The names in a path; a text that is none, such as a column's name, is a name as a whole. */
  public static List<String> namesIn(String text) {
    try {
      return parse(text).names();
    } catch (ExpressionException e) {
      return List.of(text);
    }
  }

  private static int name(String text, int from, List<Object> steps) {
    int start = from;
    if (!steps.isEmpty()) {
      if (text.charAt(from) != '.') {
        throw new ExpressionException(
            from + 1, "in '" + text + "', a '.' or a '[' has to follow a ']'");
      }
      start++;
    }
    int end = start;
    while (end < text.length() && ".[]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == start || text.startsWith("]", end)) {
      throw new ExpressionException(end + 1, "in '" + text + "', a name is missing");
    }
    steps.add(text.substring(start, end));
    return end;
  }

  private static int bracket(String text, int from, List<Object> steps) {
    if (text.startsWith("[\"", from)) {
      int end = text.indexOf("\"]", from + 2);
      if (end <= from + 2) {
        throw new ExpressionException(from + 1, "in '" + text + "', [\"…\"] is not closed");
      }
      steps.add(text.substring(from + 2, end));
      return end + 2;
    }
    int end = text.indexOf(']', from);
    String digits = end < 0 ? "" : text.substring(from + 1, end);
    if (!digits.matches("[0-9]{1," + MOST_INDEX_DIGITS + "}")) {
      throw new ExpressionException(
          from + 1, "in '" + text + "', [ ] must hold a place in a list, counted from 0");
    }
    steps.add(Integer.valueOf(digits));
    return end + 1;
  }

  /** The name of the field that the path begins in. */
  public String root() {
    return (String) steps.get(0);
  }

  /** Whether it leads into a field. */
  public boolean nested() {
    return steps.size() > 1;
  }

  /** Whether a step of it is a place in a list. */
  public boolean indexed() {
    return steps.stream().anyMatch(Integer.class::isInstance);
  }

  /** Whether one leads to the other, or to a part of it. */
  public boolean within(Path other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** The names on the way, the root included. */
  public List<String> names() {
    return steps.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public String toString() {
    return text;
  }
}
