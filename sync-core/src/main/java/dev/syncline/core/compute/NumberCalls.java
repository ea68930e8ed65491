package dev.syncline.core.compute;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arithmetic. Exact but for division, which keeps 34 digits where it does not come out even. */
final class NumberCalls {
  private NumberCalls() {}

  static Term of(Arguments in) {
    return switch (in.call().function()) {
      case ADD -> add(in);
      case SUBTRACT -> two(in, BigDecimal::subtract);
      case MULTIPLY -> two(in, (a, b) -> product(in, a, b));
      case DIVIDE -> two(in, (a, b) -> quotient(in, a, b));
      case REMAINDER -> two(in, (a, b) -> a.remainder(divisor(in, b)));
      case POWER -> two(in, (a, b) -> power(in, a, b));
      case NEGATE -> one(in, BigDecimal::negate);
      case ABS -> one(in, BigDecimal::abs);
      case FLOOR -> one(in, number -> number.setScale(0, RoundingMode.FLOOR));
      case CEIL -> one(in, number -> number.setScale(0, RoundingMode.CEILING));
      case ROUND -> row -> round(in, row);
      case NUMBER -> row -> parse(in, in.value(0, row));
      default -> throw new IllegalStateException("no arithmetic: " + in.call().function());
    };
  }

  private interface One {
    BigDecimal of(BigDecimal number);
  }

  private interface Two {
    BigDecimal of(BigDecimal a, BigDecimal b);
  }

  private static Term one(Arguments in, One work) {
    return row -> {
      BigDecimal number = in.number(0, row);
      return number == null ? null : work.of(number);
    };
  }

  private static Term two(Arguments in, Two work) {
    return row -> {
      BigDecimal a = in.number(0, row);
      BigDecimal b = in.number(1, row);
      return a == null || b == null ? null : Bounds.digits(work.of(a, b), in.position());
    };
  }

  private static Term add(Arguments in) {
    return row -> {
      Object a = in.value(0, row);
      Object b = in.value(1, row);
      if (a == null || b == null) {
        return null;
      }
      if (a instanceof BigDecimal one && b instanceof BigDecimal other) {
        return Bounds.digits(one.add(other), in.position());
      }
      if (a instanceof String one && b instanceof String other) {
        Bounds.characters((long) one.length() + other.length(), in.position());
        return one + other;
      }
      throw in.refused(
          "'+' adds two numbers, or joins two texts, but not "
              + Kinds.of(a)
              + " and "
              + Kinds.of(b)
              + "; concat() takes both");
    };
  }

  private static BigDecimal product(Arguments in, BigDecimal a, BigDecimal b) {
    if ((long) a.precision() + b.precision() > Bounds.DIGITS) {
      throw in.refused("a number has more than " + Bounds.DIGITS + " digits");
    }
    return a.multiply(b);
  }

  private static BigDecimal divisor(Arguments in, BigDecimal number) {
    if (number.signum() == 0) {
      throw in.refused("nothing can be divided by 0");
    }
    return number;
  }

  private static BigDecimal quotient(Arguments in, BigDecimal a, BigDecimal b) {
    BigDecimal rounded = a.divide(divisor(in, b), MathContext.DECIMAL128);
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static BigDecimal power(Arguments in, BigDecimal base, BigDecimal exponent) {
    int times = in.whole(exponent, 0, Bounds.DIGITS);
    if ((long) base.precision() * times > Bounds.DIGITS
        || Math.abs((long) base.scale()) * times > Bounds.DIGITS) {
      throw in.refused("a number has more than " + Bounds.DIGITS + " digits");
    }
    return base.pow(times);
  }

  private static @Nullable BigDecimal round(Arguments in, @Nullable Object[] row) {
    BigDecimal number = in.number(0, row);
    BigDecimal digits = in.count() > 1 ? in.number(1, row) : BigDecimal.ZERO;
    String mode = in.count() > 2 ? in.text(2, row) : "half_up";
    if (number == null || digits == null || mode == null) {
      return null;
    }
    int scale = in.whole(digits, -100, 100);
    try {
      var rounding = RoundingMode.valueOf(mode.toUpperCase(Locale.ROOT));
      BigDecimal rounded = number.setScale(scale, rounding);
      return scale < 0 ? rounded.setScale(0) : rounded;
    } catch (IllegalArgumentException e) {
      throw in.refused("'round' knows half_up, half_even, half_down, up, down, floor and ceiling");
    } catch (ArithmeticException e) {
      throw in.refused("the number has more than " + scale + " digits after the point");
    }
  }

  private static @Nullable BigDecimal parse(Arguments in, @Nullable Object value) {
    if (value instanceof String text) {
      return ValueCast.number(text, in.position());
    }
    return in.as(BigDecimal.class, "a number or a text", value);
  }
}
