package dev.syncline.core.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A decimal number of bounded digits. Zeros at the end do not count: 1.500 has one digit. */
final class DecimalFit extends ColumnFit {
  private static final int LONG_DIGITS = 18;

  private final int scale;
  private final int wholeDigits;
  private final long longBound;

  DecimalFit(OptionalInt precision, OptionalInt scale) {
    this.scale = scale.orElse(precision.isPresent() ? 0 : Integer.MAX_VALUE);
    this.wholeDigits =
        precision.isPresent() ? precision.getAsInt() - scale.orElse(0) : Integer.MAX_VALUE;
    this.longBound =
        wholeDigits > LONG_DIGITS
            ? Long.MAX_VALUE
            : BigDecimal.TEN.pow(Math.max(0, wholeDigits)).longValueExact();
  }

  @Override
  public @Nullable String misfit(Object value) {
    if (value instanceof Long number && number > -longBound && number < longBound) {
      return null;
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "takes finite numbers only";
    }
    BigDecimal number = Numbers.exact(value);
    if (number == null || fits(number)) {
      return null;
    }
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > scale) {
      return "keeps " + scale + " decimal digits and the value has " + plain.scale();
    }
    return fits(plain)
        ? null
        : "keeps "
            + wholeDigits
            + " digits before the point and the value has "
            + (plain.precision() - plain.scale());
  }

  private boolean fits(BigDecimal number) {
    return number.signum() == 0 || (number.scale() <= scale && whole(number) <= wholeDigits);
  }

  private static long whole(BigDecimal number) {
    return (long) number.precision() - number.scale();
  }

  /** Digits behind the point are rounded, half up; what is too large has nothing in its place. */
  @Override
  public @Nullable Object fitted(Object value) {
    BigDecimal number = Numbers.exact(value);
    if (number == null || whole(number) > wholeDigits) {
      return null;
    }
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    return fits(rounded) ? rounded : null;
  }
}
