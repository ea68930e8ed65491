package dev.syncline.core.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that an expression can do. None of it reads anything but its arguments, repeats itself, or
 * gives another result tomorrow.
 */
public enum Function {
  /** {@code a + b}: a sum, or two texts one after the other. */
  ADD("+", 2, 2),
  /** {@code a - b}. */
  SUBTRACT("-", 2, 2),
  /** {@code a * b}. */
  MULTIPLY("*", 2, 2),
  /** {@code a / b}. */
  DIVIDE("/", 2, 2),
  /** {@code a % b}: what is left of a division, with the sign of {@code a}. */
  REMAINDER("%", 2, 2),
  /** {@code a ^ n}. */
  POWER("^", 2, 2),
  /** {@code -a}. */
  NEGATE("neg", 1, 1),
  /** {@code a = b}. */
  EQUAL("=", 2, 2),
  /** {@code a != b}. */
  NOT_EQUAL("!=", 2, 2),
  /** {@code a < b}. */
  LESS("<", 2, 2),
  /** {@code a <= b}. */
  AT_MOST("<=", 2, 2),
  /** {@code a > b}. */
  GREATER(">", 2, 2),
  /** {@code a >= b}. */
  AT_LEAST(">=", 2, 2),
  /** {@code a and b}. */
  AND("and", 2, 2),
  /** {@code a or b}. */
  OR("or", 2, 2),
  /** {@code not a}. */
  NOT("not", 1, 1),
  /** {@code if(test, a, b)}. */
  IF("if", 3, 3),
  /** {@code coalesce(a, b, …)}: the first that is not null. */
  COALESCE("coalesce", 1, 20),
  /** {@code in(x, a, b, …)}: whether x is one of them. */
  IN("in", 2, 100),
  /** {@code abs(n)}. */
  ABS("abs", 1, 1),
  /** {@code round(n)}, {@code round(n, digits)}, {@code round(n, digits, "half_even")}. */
  ROUND("round", 1, 3),
  /** {@code floor(n)}. */
  FLOOR("floor", 1, 1),
  /** {@code ceil(n)}. */
  CEIL("ceil", 1, 1),
  /** {@code min(a, b, …)} of those that are not null. */
  MIN("min", 1, 20),
  /** {@code max(a, b, …)} of those that are not null. */
  MAX("max", 1, 20),
  /** {@code number(x)}: a text that holds a number becomes one. */
  NUMBER("number", 1, 1),
  /** {@code text(x)}: any single value as a text. */
  TEXT("text", 1, 1),
  /** {@code concat(a, b, …)}: the texts of what is not null, one after the other. */
  CONCAT("concat", 1, 20),
  /** {@code join(separator, a, b, …)}: the texts of what is not null, with something between. */
  JOIN("join", 2, 20),
  /** {@code split(text, separator)}: a list. */
  SPLIT("split", 2, 2),
  /** {@code part(text, separator, n)}: the n-th part from 0, from the end if n is negative. */
  PART("part", 3, 3),
  /** {@code list(a, b, …)}: a list of these. */
  LIST("list", 1, 100),
  /** {@code upper(t)}. */
  UPPER("upper", 1, 1),
  /** {@code lower(t)}. */
  LOWER("lower", 1, 1),
  /** {@code trim(t)}. */
  TRIM("trim", 1, 1),
  /** {@code length(t)} in characters, or of a list. */
  LENGTH("length", 1, 1),
  /** {@code left(t, n)}: the first n characters. */
  LEFT("left", 2, 2),
  /** {@code right(t, n)}: the last n characters. */
  RIGHT("right", 2, 2),
  /** {@code substring(t, from, to)}: from 0, without the last. */
  SUBSTRING("substring", 2, 3),
  /** {@code replace(t, a, b)}: every a by b. */
  REPLACE("replace", 3, 3),
  /** {@code pad_left(t, n, c)}: with c before it until it has n characters. */
  PAD_LEFT("pad_left", 3, 3),
  /** {@code contains(t, a)}. */
  CONTAINS("contains", 2, 2),
  /** {@code starts_with(t, a)}. */
  STARTS_WITH("starts_with", 2, 2),
  /** {@code ends_with(t, a)}. */
  ENDS_WITH("ends_with", 2, 2),
  /** {@code date(x)} of a text or a local timestamp, {@code date(x, zone)} of a timestamp. */
  DATE("date", 1, 2),
  /** {@code year(d)}. */
  YEAR("year", 1, 1),
  /** {@code month(d)}. */
  MONTH("month", 1, 1),
  /** {@code day(d)}. */
  DAY("day", 1, 1),
  /** {@code add_days(d, n)}. */
  ADD_DAYS("add_days", 2, 2),
  /** {@code days_between(a, b)}: positive if b is later. */
  DAYS_BETWEEN("days_between", 2, 2);

  private final String spelling;
  private final int least;
  private final int most;

  Function(String spelling, int least, int most) {
    this.spelling = spelling;
    this.least = least;
    this.most = most;
  }

  /** How it is written. */
  public String spelling() {
    return spelling;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /** Whether it is written with parentheses. */
  boolean named() {
    return compareTo(IF) >= 0;
  }

  static Optional<Function> named(String name) {
    return Arrays.stream(values())
        .filter(function -> function.named() && function.spelling.equals(name))
        .findFirst();
  }

  /** The names of all that are written with parentheses. */
  public static List<String> names() {
    return Arrays.stream(values()).filter(Function::named).map(Function::spelling).toList();
  }

  @Override
  public String toString() {
    return spelling.toLowerCase(Locale.ROOT);
  }
}
