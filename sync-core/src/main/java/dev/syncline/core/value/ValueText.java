package dev.syncline.core.value;

import java.math.BigDecimal;

/** Values as text: to look them up in the tables of a definition, and to show them to a person. */
public final class ValueText {
  private static final int SHOWN = 80;
  private static final int MOST_DIGITS = 400;

  private ValueText() {}

  /** The text by which a definition names the value: 1, 1.0 and 1.00 are all {@code 1}. */
  public static String of(Object value) {
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return plain(BigDecimal.valueOf(number));
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    var stripped = number.stripTrailingZeros();
    // 1E+999999999 written out would fill the memory.
    return Math.abs((long) stripped.scale()) > MOST_DIGITS
        ? stripped.toString()
        : stripped.toPlainString();
  }

  /** The value in quotes, shortened, without line ends; for messages. */
  public static String shown(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    String text = of(value);
    var shown = new StringBuilder("'");
    int end = Math.min(text.length(), SHOWN);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(text.length() > end ? "…'" : "'").toString();
  }
}
