package dev.syncline.jdbc.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists in one text column, as a person reads them: every entry is a line of its own, also the last
 * one ends with a line feed, and the parts of an entry have tabs between them. Within a part, a
 * backslash stands as {@code \\}, a tab as {@code \t}, a line feed as {@code \n}, a carriage return
 * as {@code \r} and U+0000, which not every database can hold, as {@code \0}.
 */
final class Lines {
  private static final String ESCAPED = "\\\t\n\r\0";
  private static final String NAMES = "\\tnr0";

  private Lines() {}

  /** A list of entries of one part. */
  static String join(List<String> entries) {
    return joinParts(entries.stream().map(List::of).toList());
  }

  /** A list of entries of several parts. */
  static String joinParts(List<List<String>> entries) {
    var text = new StringBuilder();
    for (List<String> parts : entries) {
      String separator = "";
      for (String part : parts) {
        text.append(separator);
        escape(part, text);
        separator = "\t";
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Appends a part, with a backslash before what has a meaning here. */
  static void escape(String part, StringBuilder text) {
    if (plain(part)) {
      text.append(part);
      return;
    }
    for (int i = 0; i < part.length(); i++) {
      int name = ESCAPED.indexOf(part.charAt(i));
      if (name < 0) {
        text.append(part.charAt(i));
      } else {
        text.append('\\').append(NAMES.charAt(name));
      }
    }
  }

  private static boolean plain(String part) {
    for (int i = 0; i < part.length(); i++) {
      char unit = part.charAt(i);
      if (unit < ' ' || unit == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads what {@link #join} wrote.
   *
   * @throws IllegalArgumentException if it did not write this
   */
  static List<String> split(String text) {
    return splitParts(text, 1).stream().map(parts -> parts.get(0)).toList();
  }

  /**
   * Reads what {@link #joinParts} wrote.
   *
   * @throws IllegalArgumentException if it did not write this, or not so many parts
   */
  static List<List<String>> splitParts(String text, int parts) {
    var entries = new ArrayList<List<String>>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw new IllegalArgumentException("the last line has no end");
      }
      String[] line = text.substring(start, end).split("\t", -1);
      if (line.length != parts) {
        throw new IllegalArgumentException(
            "a line has " + line.length + " parts instead of " + parts);
      }
      entries.add(List.of(line).stream().map(Lines::unescape).toList());
      start = end + 1;
    }
    return entries;
  }

  private static String unescape(String part) {
    var text = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) != '\\') {
        text.append(part.charAt(i));
        continue;
      }
      i++;
      int name = i < part.length() ? NAMES.indexOf(part.charAt(i)) : -1;
      if (name < 0) {
        throw new IllegalArgumentException("a backslash escapes nothing");
      }
      text.append(ESCAPED.charAt(name));
    }
    return text.toString();
  }
}
