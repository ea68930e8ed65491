package dev.syncline.jdbc.dialect;

import java.util.Optional;

/**
 * What a column makes of values, so that what is read back can be compared with what was written.
 *
 * @param padded whether texts come back with spaces behind them that mean nothing
 * @param bytes the length to which bytes are filled up with zeros; 0 if they are not
 * @param single whether numbers keep 32 bits
 * @param exact an expression that reads the column exactly, where its name alone does not; {@code
 *     %s} stands for the column
 * @param converted an expression that turns a bound value into what the column makes of it, where
 *     only the database knows that
 * @param floatsOnly whether that is so for floating-point values only
 */
public record StoredForm(
    boolean padded,
    int bytes,
    boolean single,
    String exact,
    Optional<String> converted,
    boolean floatsOnly) {

  /** A column that gives back what it takes. */
  static final StoredForm PLAIN = new StoredForm(false, 0, false, "%s", Optional.empty(), false);

  StoredForm padding() {
    return new StoredForm(true, bytes, single, exact, converted, floatsOnly);
  }

  StoredForm filling(int length) {
    return new StoredForm(padded, length, single, exact, converted, floatsOnly);
  }

  StoredForm narrow() {
    return new StoredForm(padded, bytes, true, exact, converted, floatsOnly);
  }

  StoredForm readBy(String expression) {
    return new StoredForm(padded, bytes, single, expression, converted, floatsOnly);
  }

  StoredForm convertedBy(String expression) {
    return new StoredForm(padded, bytes, single, exact, Optional.of(expression), false);
  }

  StoredForm floatsConvertedBy(String expression) {
    return new StoredForm(padded, bytes, single, exact, Optional.of(expression), true);
  }

  /** Whether only the database knows what the column makes of a bound value. */
  public boolean asks(Object bound) {
    return converted.isPresent() && (!floatsOnly || bound instanceof Double);
  }
}
