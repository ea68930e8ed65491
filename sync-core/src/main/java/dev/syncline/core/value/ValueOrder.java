package dev.syncline.core.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which of two values comes first. */
public final class ValueOrder {
  private ValueOrder() {}

  /** As in a comparator; empty for values of different kinds, and for those without an order. */
  public static OptionalInt compare(Object a, Object b) {
    BigDecimal one = number(a);
    BigDecimal other = number(b);
    if (one != null && other != null) {
      return OptionalInt.of(one.compareTo(other));
    }
    if (one != null || other != null || a.getClass() != b.getClass() || a instanceof Double) {
      return OptionalInt.empty();
    }
    if (a instanceof Comparable<?> first) {
      @SuppressWarnings("unchecked") // Both are of one class, which compares with itself.
      int order = ((Comparable<Object>) first).compareTo(b);
      return OptionalInt.of(order);
    }
    return OptionalInt.empty();
  }

  static @Nullable BigDecimal number(Object value) {
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Double real) {
      return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
    }
    return value instanceof BigDecimal decimal ? decimal : null;
  }
}
