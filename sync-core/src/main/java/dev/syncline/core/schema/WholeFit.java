package dev.syncline.core.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A whole number within a range. */
final class WholeFit extends ColumnFit {
  private static final int LONG_BITS = 64;
  private static final int MOST_DIGITS = 1_000;

  private final BigDecimal least;
  private final BigDecimal most;
  private final long longLeast;
  private final long longMost;

  WholeFit(BigInteger least, BigInteger most) {
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
    this.longLeast = clamped(least);
    this.longMost = clamped(most);
  }

  static @Nullable WholeFit ofDigits(int digits) {
    if (digits > MOST_DIGITS) {
      return null;
    }
    BigInteger most = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
    return new WholeFit(most.negate(), most);
  }

  private static long clamped(BigInteger bound) {
    if (bound.bitLength() < LONG_BITS) {
      return bound.longValue();
    }
    return bound.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public @Nullable String misfit(Object value) {
    if (value instanceof Long number) {
      return number >= longLeast && number <= longMost ? null : outside();
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "takes whole numbers only";
    }
    BigDecimal number = Numbers.exact(value);
    if (number == null) {
      return null;
    }
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
      return "takes whole numbers and the value has a fraction";
    }
    return outside(number) ? outside() : null;
  }

  private boolean outside(BigDecimal number) {
    return number.compareTo(least) < 0 || number.compareTo(most) > 0;
  }

  private String outside() {
    return "takes numbers from " + least.toPlainString() + " to " + most.toPlainString();
  }

  /** A fraction is rounded, half up; what is too large has nothing in its place. */
  @Override
  public @Nullable Object fitted(Object value) {
    BigDecimal number = Numbers.exact(value);
    if (number == null || outside(number)) {
      return null;
    }
    BigDecimal rounded = number.setScale(0, RoundingMode.HALF_UP);
    if (outside(rounded)) {
      return null;
    }
    BigInteger whole = rounded.toBigIntegerExact();
    return whole.bitLength() < LONG_BITS ? (Object) whole.longValue() : whole;
  }
}
