package dev.syncline.core.value;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.definition.Constraint;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A constraint, compiled. Used by one thread at a time. */
public final class CellCheck {
  private static final int VALUES_SHOWN = 20;

  private final String errorType;
  private final String reason;
  private final boolean onNothing;
  private final Test test;
  private final @Nullable Function<@Nullable Object[], @Nullable String> always;

  private CellCheck(String errorType, String reason, boolean onNothing, Test test) {
    this(errorType, reason, onNothing, test, null);
  }

  private CellCheck(
      String errorType,
      String reason,
      boolean onNothing,
      Test test,
      @Nullable Function<@Nullable Object[], @Nullable String> always) {
    this.always = always;
    this.errorType = errorType;
    this.reason = reason;
    this.onNothing = onNothing;
    this.test = test;
  }

  /**
   * Compiles a constraint that looks at one value; those that look at more have factories of their
   * own.
   */
  public static CellCheck of(Constraint constraint) {
    if (constraint instanceof Constraint.Required) {
      String reason = "but a value is required";
      return new CellCheck("required", reason, false, (v, row) -> "".equals(v) ? reason : null);
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
    } else if (constraint instanceof Constraint.Email) {
      return check("email", "which is not an e-mail address", AddressText::email);
    } else if (constraint instanceof Constraint.Url url) {
      String schemes = String.join(" or ", url.schemes());
      return check(
          "url",
          "which is not an absolute URL with " + schemes,
          value -> AddressText.url(value, url.schemes()));
    }
    throw new IllegalStateException("no check for " + constraint);
  }

  /** Compiles a comparison with the field at a position of the row. */
  public static CellCheck compare(Constraint.Compare compare, int position) {
    String reason =
        "which is not " + compare.operator().sign() + " field '" + compare.other() + "'";
    String uncomparable = "which cannot be compared with field '" + compare.other() + "'";
    return new CellCheck(
        "compare",
        reason,
        true,
        (value, row) -> {
          Object other = row[position];
          if (other == null || other == Absent.ABSENT) {
            return null;
          }
          OptionalInt order = ValueOrder.compare(value, other);
          if (order.isEmpty()) {
            return uncomparable;
          }
          return compare.operator().keeps(order.getAsInt()) ? null : reason;
        });
  }

  /**
   * A rule of another kind that is also asked about null and absent values.
   *
   * @param problem the end of a sentence, or null
   */
  public static CellCheck always(
      String errorType, String reason, Function<@Nullable Object[], @Nullable String> problem) {
    return new CellCheck(errorType, reason, false, (value, row) -> problem.apply(row), problem);
  }

  /** Compiles a rule of the user's own. */
  public static CellCheck custom(Constraint.Custom custom, Validator validator, Schema schema) {
    return new CellCheck(
        "custom",
        "which validator '" + custom.type() + "' refuses",
        true,
        (value, row) -> {
          try {
            return validator.problem(value, SyncRecord.of(schema, Op.UPSERT, row)).orElse(null);
          } catch (RuntimeException e) {
            String message = e.getMessage();
            return "which validator '"
                + custom.type()
                + "' refuses: "
                + (message == null ? e.getClass().getName() : message);
          }
        });
  }

  private static CellCheck check(String errorType, String reason, Predicate<Object> test) {
    return new CellCheck(errorType, reason, true, (value, row) -> test.test(value) ? null : reason);
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
    BigDecimal number = ValueOrder.number(value);
    if (number == null) {
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

  /**
   * The end of a sentence that begins with field and value, if the value may not stay; else null.
   * Null and absent values fail only where a value is required.
   */
  public @Nullable String broken(@Nullable Object value, @Nullable Object[] row) {
    if (always != null) {
      return always.apply(row);
    }
    if (value == null || value == Absent.ABSENT) {
      return onNothing ? null : reason;
    }
    return test.broken(value, row);
  }

  /** A short word for errors of this kind. */
  public String errorType() {
    return errorType;
  }

  /** What breaking it means, without any value. */
  public String reason() {
    return reason;
  }

  @FunctionalInterface
  private interface Test {
    @Nullable String broken(Object value, @Nullable Object[] row);
  }
}
