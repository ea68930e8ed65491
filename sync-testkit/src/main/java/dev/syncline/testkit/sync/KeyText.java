package dev.syncline.testkit.sync;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keys as the state store writes them, {@code ["DE",5]}, in the form of a message: DE/5. */
final class KeyText {

  /** A text, a typed value such as {@code {"$decimal":"1.00"}}, or a plain one. */
  private static final Pattern VALUE =
      Pattern.compile(
          "\\{\"[^\"]*\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^}]*)}|\"(?:[^\"\\\\]|\\\\.)*\"|[^,\\[\\]]+");

  private KeyText() {}

  static String shown(String text) {
    return VALUE
        .matcher(text)
        .results()
        .map(value -> unquoted(value.group(1) == null ? value.group() : value.group(1)))
        .collect(Collectors.joining("/"));
  }

  private static String unquoted(String text) {
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : text;
  }
}
