package dev.syncline.core.compute;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How large a value may get on the way. */
final class Bounds {
  /** The largest number of characters of a text. */
  static final int CHARACTERS = 1_000_000;

  /** The largest number of digits of a number, and of zeros before or after them. */
  static final int DIGITS = 1000;

  /** The largest number of parts that a text is split into. */
  static final int PARTS = 10_000;

  private Bounds() {}

  static BigDecimal digits(BigDecimal number, int position) {
    if (Math.abs((long) number.scale()) > DIGITS || number.precision() > DIGITS) {
      throw Refused.at(position, "a number has more than " + DIGITS + " digits");
    }
    return number;
  }

  /** A number of a record, before anything is done with it. */
  static BigDecimal decimal(Number number, int position) {
    if (number instanceof BigDecimal decimal) {
      return digits(decimal, position);
    }
    if (number instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (number instanceof BigInteger whole) {
      return digits(new BigDecimal(whole), position);
    }
    double real = number.doubleValue();
    if (!Double.isFinite(real)) {
      throw Refused.at(position, "a number is infinite, or none at all");
    }
    return BigDecimal.valueOf(real);
  }

  static void characters(long count, int position) {
    if (count > CHARACTERS) {
      throw Refused.at(position, "a text would have more than " + CHARACTERS + " characters");
    }
  }
}
