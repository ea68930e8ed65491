package dev.syncline.core.definition;

import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/** Reads and rounds numbers. */
public sealed interface NumberOperation extends NormalizeOperation {

  @Override
  default Layer layer() {
    return Layer.NUMBERS;
  }

  /** To INTEGER: digits with a sign, or a number without a fraction. */
  record Whole() implements NumberOperation {}

  /**
   * To DECIMAL.
   *
   * @param form how texts hold the number
   */
  record Decimal(DecimalForm form) implements NumberOperation {

    /** Refuses missing parts. */
    public Decimal {
      Objects.requireNonNull(form, "form");
    }

    /** With these separators and nothing else. */
    public Decimal(char decimalSeparator, Optional<Character> groupingSeparator) {
      this(DecimalForm.of(decimalSeparator, groupingSeparator));
    }
  }

  /**
   * A number with so many digits after the point, or fewer. A FLOAT becomes a DECIMAL.
   *
   * @param digits at most so many, 0 to 100
   * @param rounding what becomes of more digits; {@link RoundingMode#UNNECESSARY} rejects them
   */
  record Scale(int digits, RoundingMode rounding) implements NumberOperation {
    private static final int MOST = 100;

    /** Refuses what is out of bounds. */
    public Scale {
      Objects.requireNonNull(rounding, "rounding");
      if (digits < 0 || digits > MOST) {
        throw Refusal.at("digits", "'digits' must be between 0 and " + MOST + ", not " + digits);
      }
    }
  }
}
