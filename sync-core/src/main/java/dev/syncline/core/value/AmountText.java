package dev.syncline.core.value;

import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.DecimalForm.Percent;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads decimal numbers with what may stand around them: currency, percent and minus signs. */
final class AmountText {
  private static final int PERCENT_DIGITS = 2;
  private static final char MINUS_SIGN = '\u2212';

  private final DecimalForm form;
  private final DecimalText number;

  /** Lower case, the longest first: "US$" must not leave "US" behind. */
  private final List<String> currencies;

  AmountText(DecimalForm form) {
    this.form = form;
    this.number =
        new DecimalText(
            form.decimalSeparator(),
            form.groupingSeparator().orElse('\0'),
            form.grouping() == DecimalForm.Grouping.INDIAN);
    this.currencies =
        form.currencies().stream()
            .map(sign -> sign.toLowerCase(Locale.ROOT))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** What it reads, for messages. */
  String form() {
    return number.form() + (form.percent() == Percent.FRACTION ? " %" : "");
  }

  /** The number, or null if the text is none. */
  @Nullable BigDecimal parse(String text) {
    if (currencies.isEmpty() && form.percent() == Percent.NONE && !form.accounting()) {
      return number.parse(text);
    }
    var rest = new Rest(text);
    boolean negative = form.accounting() && rest.negative();
    boolean percent = form.percent() != Percent.NONE && rest.percent();
    if (form.percent() == Percent.FRACTION && !percent) {
      return null;
    }
    rest.currency();
    BigDecimal read = number.parse(rest.text);
    if (read == null || (negative && (rest.minus || signed(rest.text)))) {
      return null;
    }
    BigDecimal amount = negative || rest.minus ? read.negate() : read;
    return percent && form.percent() == Percent.FRACTION
        ? amount.movePointLeft(PERCENT_DIGITS)
        : amount;
  }

  private static boolean signed(String text) {
    return !text.isEmpty() && (minus(text.charAt(0)) || text.charAt(0) == '+');
  }

  private static boolean minus(char c) {
    return c == '-' || c == MINUS_SIGN;
  }

  private static boolean space(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** What is left of a text when signs are taken off. */
  private final class Rest {
    private String text;

    /** A minus sign stood before a currency sign: -$5. */
    private boolean minus;

    Rest(String text) {
      this.text = text;
    }

    boolean negative() {
      int last = text.length() - 1;
      if (last > 0 && text.charAt(0) == '(' && text.charAt(last) == ')') {
        cut(1, last);
        return true;
      }
      if (last > 0 && minus(text.charAt(last))) {
        cut(0, last);
        return true;
      }
      return false;
    }

    boolean percent() {
      int last = text.length() - 1;
      if (last < 0 || text.charAt(last) != '%') {
        return false;
      }
      cut(0, last);
      return true;
    }

    void currency() {
      for (String sign : currencies) {
        int length = sign.length();
        if (text.regionMatches(true, text.length() - length, sign, 0, length)) {
          cut(0, text.length() - length);
          return;
        }
        boolean signed = !text.isEmpty() && minus(text.charAt(0));
        if (text.regionMatches(true, signed ? 1 : 0, sign, 0, length)) {
          cut(length + (signed ? 1 : 0), text.length());
          // -$5, but neither -$-5 nor -$+5.
          minus = signed;
          if (signed && signed(text)) {
            text = "";
          }
          return;
        }
      }
    }

    private void cut(int start, int end) {
      int from = start;
      int until = end;
      while (from < until && space(text.charAt(from))) {
        from++;
      }
      while (until > from && space(text.charAt(until - 1))) {
        until--;
      }
      text = text.substring(from, until);
    }
  }
}
