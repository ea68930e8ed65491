package dev.syncline.core.catalog;

import java.util.Locale;

/** Names with {@code *} for any text; upper and lower case are the same. */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String name) {
    return matches(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT));
  }

  /** Goes back to the last star only, so that no pattern takes more than length times length. */
  private static boolean matches(String pattern, int start, String name) {
    int p = start;
    int n = 0;
    int star = -1;
    int after = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++after;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
