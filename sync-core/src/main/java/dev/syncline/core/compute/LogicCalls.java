package dev.syncline.core.compute;

import dev.syncline.core.value.ValueOrder;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons and choices. Null equals null and nothing else; any other comparison with null is
 * null, and so is what depends on it.
 */
final class LogicCalls {
  private LogicCalls() {}

  static Term of(Arguments in) {
    return switch (in.call().function()) {
      case EQUAL -> row -> equal(in, in.value(0, row), in.value(1, row));
      case NOT_EQUAL -> row -> !equal(in, in.value(0, row), in.value(1, row));
      case LESS -> compare(in, order -> order < 0);
      case AT_MOST -> compare(in, order -> order <= 0);
      case GREATER -> compare(in, order -> order > 0);
      case AT_LEAST -> compare(in, order -> order >= 0);
      case AND -> row -> both(in, row, false);
      case OR -> row -> both(in, row, true);
      case NOT ->
          row -> {
            Boolean truth = in.truth(0, row);
            return truth == null ? null : !truth;
          };
      case IF -> row -> in.value(Boolean.TRUE.equals(in.truth(0, row)) ? 1 : 2, row);
      case COALESCE -> row -> coalesce(in, row);
      case IN -> row -> in(in, row);
      case MIN -> row -> extreme(in, row, -1);
      case MAX -> row -> extreme(in, row, 1);
      default -> throw new IllegalStateException("no comparison: " + in.call().function());
    };
  }

  private static Term compare(Arguments in, IntPredicate test) {
    return row -> {
      Object a = in.value(0, row);
      Object b = in.value(1, row);
      return a == null || b == null ? null : test.test(order(in, a, b));
    };
  }

  private static int order(Arguments in, Object a, Object b) {
    OptionalInt order = ValueOrder.compare(a, b);
    return order.orElseThrow(
        () -> in.refused("'" + in.call().function() + "' cannot compare " + both(a, b)));
  }

  private static String both(Object a, Object b) {
    return Kinds.of(a) + " with " + Kinds.of(b);
  }

  private static boolean equal(Arguments in, @Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? a == b : order(in, a, b) == 0;
  }

  /** The second is not asked if the first decides. */
  private static @Nullable Boolean both(Arguments in, @Nullable Object[] row, boolean decisive) {
    Boolean first = in.truth(0, row);
    if (first != null && first == decisive) {
      return first;
    }
    Boolean second = in.truth(1, row);
    if (second != null && second == decisive) {
      return second;
    }
    return first == null || second == null ? null : Boolean.valueOf(!decisive);
  }

  private static @Nullable Object coalesce(Arguments in, @Nullable Object[] row) {
    Object value = null;
    for (int i = 0; i < in.count() && value == null; i++) {
      value = in.value(i, row);
    }
    return value;
  }

  private static @Nullable Boolean in(Arguments in, @Nullable Object[] row) {
    Object value = in.value(0, row);
    if (value == null) {
      return null;
    }
    for (int i = 1; i < in.count(); i++) {
      if (equal(in, value, in.value(i, row))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object extreme(Arguments in, @Nullable Object[] row, int sign) {
    Object best = null;
    for (int i = 0; i < in.count(); i++) {
      Object value = in.value(i, row);
      if (value != null && (best == null || order(in, value, best) * sign > 0)) {
        best = value;
      }
    }
    return best;
  }
}
