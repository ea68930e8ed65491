package dev.syncline.core.value;

import java.util.Locale;

/**
 * Upper and lower case, the same in every locale, in time that grows with the text: the JDK copies
 * the whole text for every character that becomes two, such as ß.
 */
public final class CaseText {
  private static final int CHUNK = 512;

  private CaseText() {}

  /** In upper case; which character stands beside another does not matter. */
  public static String upper(String text) {
    if (text.length() <= CHUNK) {
      return text.toUpperCase(Locale.ROOT);
    }
    var upper = new StringBuilder(text.length());
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + CHUNK);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      upper.append(text.substring(from, to).toUpperCase(Locale.ROOT));
      from = to;
    }
    return upper.toString();
  }

  /** In lower case; only İ becomes two characters, and is replaced first. */
  public static String lower(String text) {
    return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
  }
}
