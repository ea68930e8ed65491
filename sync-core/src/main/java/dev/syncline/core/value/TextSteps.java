package dev.syncline.core.value;

import dev.syncline.core.definition.TextOperation;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Cleans texts. Values that are no texts stay as they are; a clean text stays the same object. */
final class TextSteps {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Every character below U+0300 is its own NFC, and none of them combines with another. */
  private static final char FIRST_WITHOUT_NFC = '\u0300';

  /** The no-break space is the first character that is not its own NFKC. */
  private static final char FIRST_WITHOUT_NFKC = '\u00A0';

  private TextSteps() {}

  static CellStep of(TextOperation operation) {
    if (operation instanceof TextOperation.Trim) {
      return TextSteps::trim;
    } else if (operation instanceof TextOperation.CollapseSpaces) {
      return TextSteps::collapseSpaces;
    } else if (operation instanceof TextOperation.Nfc) {
      return value -> normalize(value, Normalizer.Form.NFC, FIRST_WITHOUT_NFC);
    } else if (operation instanceof TextOperation.Nfkc) {
      return value -> normalize(value, Normalizer.Form.NFKC, FIRST_WITHOUT_NFKC);
    } else if (operation instanceof TextOperation.RemoveControls) {
      return value -> remove(value, (text, at) -> control(text.charAt(at)));
    } else if (operation instanceof TextOperation.RemoveZeroWidth) {
      return value -> remove(value, ZeroWidth::at);
    } else if (operation instanceof TextOperation.EmptyToNull) {
      return TextSteps::emptyToNull;
    } else if (operation instanceof TextOperation.Upper) {
      return value -> value instanceof String text ? CaseText.upper(text) : value;
    }
    return value -> value instanceof String text ? CaseText.lower(text) : value;
  }

  private static Object trim(Object value) {
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

  private static Object collapseSpaces(Object value) {
    if (!(value instanceof String text) || !uneven(text)) {
      return value;
    }
    var even = new StringBuilder(text.length());
    boolean before = false;
    for (int i = 0; i < text.length(); i++) {
      boolean blank = blank(text.charAt(i));
      if (!blank) {
        even.append(text.charAt(i));
      } else if (!before) {
        even.append(' ');
      }
      before = blank;
    }
    return even.toString();
  }

  /** Whether white space is anything but single spaces. */
  private static boolean uneven(String text) {
    boolean before = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = blank(c);
      if (blank && (before || c != ' ')) {
        return true;
      }
      before = blank;
    }
    return false;
  }

  /** The JDK makes objects to find out that most texts are as they should be. */
  private static Object normalize(Object value, Normalizer.Form form, char plain) {
    if (!(value instanceof String text)) {
      return value;
    }
    int first = 0;
    while (first < text.length() && text.charAt(first) < plain) {
      first++;
    }
    return first == text.length() || Normalizer.isNormalized(text, form)
        ? value
        : Normalizer.normalize(text, form);
  }

  private static Object remove(Object value, Unwanted unwanted) {
    if (!(value instanceof String text)) {
      return value;
    }
    int first = 0;
    while (first < text.length() && !unwanted.at(text, first)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      if (!unwanted.at(text, i)) {
        clean.append(text.charAt(i));
      }
    }
    return clean.toString();
  }

  private static boolean control(char c) {
    return c == BYTE_ORDER_MARK
        || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
  }

  private static @Nullable Object emptyToNull(Object value) {
    return value instanceof String text && text.isEmpty() ? null : value;
  }

  /** Whether the character at a place does not belong there. */
  @FunctionalInterface
  private interface Unwanted {
    boolean at(String text, int place);
  }
}
