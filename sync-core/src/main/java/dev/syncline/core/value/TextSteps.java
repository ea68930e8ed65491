package dev.syncline.core.value;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cleans texts. Values that are no texts stay as they are; a clean text stays the same object. */
final class TextSteps {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextSteps() {}

  static Object trim(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    int start = 0;
    int end = text.length();
    while (start < end && blank(text.charAt(start))) {
      start++;
    }
    while (end > start && blank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** String.strip() leaves no-break spaces and byte order marks, which no person sees either. */
  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
  }

  static Object nfc(Object value) {
    if (!(value instanceof String text) || Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return value;
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  static Object removeControls(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    int first = 0;
    while (first < text.length() && !control(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      if (!control(text.charAt(i))) {
        clean.append(text.charAt(i));
      }
    }
    return clean.toString();
  }

  private static boolean control(char c) {
    return c == BYTE_ORDER_MARK
        || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
  }

  static @Nullable Object emptyToNull(Object value) {
    return value instanceof String text && text.isEmpty() ? null : value;
  }

  static Object upper(Object value) {
    return value instanceof String text ? text.toUpperCase(Locale.ROOT) : value;
  }

  static Object lower(Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
