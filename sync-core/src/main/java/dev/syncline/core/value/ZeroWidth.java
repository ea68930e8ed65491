package dev.syncline.core.value;

/** Characters that take no room and that nobody sees. */
final class ZeroWidth {
  private static final char JOINER = '\u200D';
  private static final char NON_JOINER = '\u200C';
  private static final char LAST_ASCII = '\u007F';

  private ZeroWidth() {}

  /** Whether the character at a place is one that a text does not need. */
  static boolean at(String text, int place) {
    char c = text.charAt(place);
    return c == JOINER || c == NON_JOINER ? !needed(text, place) : invisible(c);
  }

  /** Persian, the scripts of India and emoji join characters; nothing of ASCII does. */
  private static boolean needed(String text, int place) {
    return place > 0
        && place + 1 < text.length()
        && joinable(text.charAt(place - 1))
        && joinable(text.charAt(place + 1));
  }

  private static boolean joinable(char c) {
    return c > LAST_ASCII
        && c != JOINER
        && c != NON_JOINER
        && !invisible(c)
        && !Character.isSpaceChar(c);
  }

  private static boolean invisible(char c) {
    return switch (c) {
      // Soft hyphen, Arabic letter mark, Mongolian vowel separator, byte order mark.
      case '\u00AD', '\u061C', '\u180E', '\uFEFF' -> true;
      // Zero-width space, marks of direction.
      case '\u200B', '\u200E', '\u200F' -> true;
      default ->
          // Embeddings and overrides, word joiner and invisible operators, isolates.
          (c >= '\u202A' && c <= '\u202E') || (c >= '\u2060' && c <= '\u206F');
    };
  }
}
