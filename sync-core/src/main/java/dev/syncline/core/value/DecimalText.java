package dev.syncline.core.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads decimal numbers as people write them. Strict: groups have exactly three digits, so that 1.5
 * is never taken for 15 where the point groups.
 */
final class DecimalText {
  private static final int MOST_CHARACTERS = 1000;
  private static final int MOST_EXPONENT_DIGITS = 3;
  private static final char NO_GROUPING = '\0';
  private static final char MINUS_SIGN = '\u2212';

  private final char decimal;
  private final char grouping;
  private final boolean indian;

  /**
   * A reader.
   *
   * @param decimal what stands before the fraction
   * @param grouping what may stand between groups; {@code '\0'} for nothing
   * @param indian whether all groups but the last have two digits
   */
  DecimalText(char decimal, char grouping, boolean indian) {
    this.decimal = decimal;
    this.grouping = grouping;
    this.indian = indian;
  }

  /** What it reads, for messages. */
  String form() {
    return "such as 1" + (grouping == NO_GROUPING ? "" : grouping) + "234" + decimal + "5";
  }

  /** The number, or null if the text is none. */
  @Nullable BigDecimal parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return null;
    }
    var plain = new StringBuilder(text.length());
    int at = sign(text, 0, plain);
    at = whole(text, at, plain);
    if (at < 0) {
      return null;
    }
    if (at < text.length() && text.charAt(at) == decimal) {
      int end = digits(text, at + 1, plain.append('.'));
      if (end == at + 1) {
        return null;
      }
      at = end;
    }
    at = exponent(text, at, plain);
    return at == text.length() ? new BigDecimal(plain.toString()) : null;
  }

  private static int sign(String text, int at, StringBuilder plain) {
    if (at == text.length()) {
      return at;
    }
    char c = text.charAt(at);
    if (c == '-' || c == MINUS_SIGN) {
      plain.append('-');
      return at + 1;
    }
    return c == '+' ? at + 1 : at;
  }

  /** The digits before the fraction; at least one, unless the fraction follows at once. */
  private int whole(String text, int at, StringBuilder plain) {
    int end = digits(text, at, plain);
    if (end == at) {
      boolean fraction = at < text.length() && text.charAt(at) == decimal;
      plain.append('0');
      return fraction ? at : -1;
    }
    boolean groupable = end - at <= (indian ? 2 : 3);
    int last = end - at;
    boolean grouped = false;
    while (end < text.length() && separates(text.charAt(end))) {
      int next = digits(text, end + 1, plain);
      if (!groupable || (grouped && last != (indian ? 2 : 3))) {
        return -1;
      }
      last = next - end - 1;
      grouped = true;
      end = next;
    }
    return !grouped || last == 3 ? end : -1;
  }

  private boolean separates(char c) {
    return switch (grouping) {
      case NO_GROUPING -> false;
      case ' ' -> c == ' ' || c == '\u00A0' || c == '\u202F';
      case '\'' -> c == '\'' || c == '\u2019';
      default -> c == grouping;
    };
  }

  private static int digits(String text, int start, StringBuilder plain) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      plain.append(text.charAt(at++));
    }
    return at;
  }

  private static int exponent(String text, int start, StringBuilder plain) {
    if (start == text.length() || (text.charAt(start) != 'e' && text.charAt(start) != 'E')) {
      return start;
    }
    int first = sign(text, start + 1, plain.append('E'));
    int end = digits(text, first, plain);
    return end > first && end - first <= MOST_EXPONENT_DIGITS ? end : start;
  }
}
