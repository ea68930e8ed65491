package dev.syncline.core.value;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.Constraint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A constraint, compiled. Used by one thread at a time. */
public final class CellCheck {
  private static final int VALUES_SHOWN = 20;

  private final String errorType;
  private final String reason;
  private final boolean onNothing;
  private final Predicate<Object> test;

  private CellCheck(String errorType, String reason, boolean onNothing, Predicate<Object> test) {
    this.errorType = errorType;
    this.reason = reason;
    this.onNothing = onNothing;
    this.test = test;
  }

  /** Compiles a constraint. */
  public static CellCheck of(Constraint constraint) {
    if (constraint instanceof Constraint.Required) {
      return new CellCheck("required", "but a value is required", false, v -> !"".equals(v));
    } else if (constraint instanceof Constraint.OfType of) {
      String type = of.type().name().toLowerCase(Locale.ROOT);
      return check("type", "which is not of type " + type, of.type()::accepts);
    } else if (constraint instanceof Constraint.Matches matches) {
      return matches(matches);
    } else if (constraint instanceof Constraint.Length length) {
      return length(length);
    } else if (constraint instanceof Constraint.Range range) {
      return range(range);
    } else if (constraint instanceof Constraint.OneOf oneOf) {
      return oneOf(oneOf);
    }
    throw new IllegalStateException("no check for " + constraint);
  }

  private static CellCheck check(String errorType, String reason, Predicate<Object> test) {
    return new CellCheck(errorType, reason, true, test);
  }

  private static CellCheck matches(Constraint.Matches matches) {
    var matcher = matches.compile().matcher("");
    return check(
        "pattern",
        "which does not match '" + matches.pattern() + "'",
        value -> {
          try {
            return matcher.reset(ValueText.of(value)).matches();
          } catch (StackOverflowError e) {
            // Nested repetition in java.util.regex recurses; a text too long for it is no match.
            return false;
          }
        });
  }

  private static CellCheck length(Constraint.Length length) {
    String reason =
        length.max() == Integer.MAX_VALUE
            ? "which is shorter than " + length.min()
            : "whose length is not between " + length.min() + " and " + length.max();
    return check(
        "length",
        reason,
        value -> {
          int actual = lengthOf(value);
          return actual >= length.min() && actual <= length.max();
        });
  }

  private static int lengthOf(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof Collection<?> list) {
      return list.size();
    }
    String text = ValueText.of(value);
    return text.codePointCount(0, text.length());
  }

  private static CellCheck range(Constraint.Range range) {
    var min = range.min().orElse(null);
    var max = range.max().orElse(null);
    String reason;
    if (min == null) {
      reason = "which is not a number up to " + ValueText.of(range.max().orElseThrow());
    } else if (max == null) {
      reason = "which is not a number from " + ValueText.of(min);
    } else {
      reason = "which is not a number between " + ValueText.of(min) + " and " + ValueText.of(max);
    }
    return check("range", reason, value -> inRange(value, min, max));
  }

  private static boolean inRange(Object value, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    BigDecimal number;
    if (value instanceof Long whole) {
      number = BigDecimal.valueOf(whole);
    } else if (value instanceof BigDecimal decimal) {
      number = decimal;
    } else if (value instanceof BigInteger whole) {
      number = new BigDecimal(whole);
    } else if (value instanceof Double real && Double.isFinite(real)) {
      number = BigDecimal.valueOf(real);
    } else {
      return false;
    }
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }

  private static CellCheck oneOf(Constraint.OneOf oneOf) {
    var entries = new TreeMap<String, Object>();
    oneOf.values().forEach(value -> entries.put(value, value));
    var table = new ValueTable(entries, LogicalType.STRING);
    List<String> shown = oneOf.values().stream().limit(VALUES_SHOWN).toList();
    String more = shown.size() < oneOf.values().size() ? ", …" : "";
    return check(
        "oneOf",
        "which is not one of " + String.join(", ", shown) + more,
        value -> table.get(value) != null);
  }

  /** Whether the value may stay; null and absent fail only where a value is required. */
  public boolean holds(@Nullable Object value) {
    boolean nothing = value == null || value == Absent.ABSENT;
    return nothing ? onNothing : test.test(value);
  }

  /** A short word for errors of this kind. */
  public String errorType() {
    return errorType;
  }

  /** The end of a sentence that begins with field and value. */
  public String reason() {
    return reason;
  }
}
