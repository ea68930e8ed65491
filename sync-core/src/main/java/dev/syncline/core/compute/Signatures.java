package dev.syncline.core.compute;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.expression.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which types functions take and give. Null stands for a type that is not known beforehand. */
final class Signatures {
  private Signatures() {}

  /** What is wrong with an argument of a known type; null if nothing is. */
  static @Nullable String wrong(Function function, int index, LogicalType type) {
    String wanted =
        switch (function) {
          case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER, NEGATE, ABS, FLOOR, CEIL ->
              number(type) ? null : "numbers";
          case ROUND -> index < 2 && !number(type) ? "a number" : null;
          case AND, OR, NOT -> type == LogicalType.BOOLEAN ? null : "truth values";
          case IF -> index > 0 || type == LogicalType.BOOLEAN ? null : "a truth value first";
          case ADD -> number(type) || type == LogicalType.STRING ? null : "numbers or texts";
          case UPPER, LOWER, TRIM, REPLACE, CONTAINS, STARTS_WITH, ENDS_WITH ->
              type == LogicalType.STRING ? null : "texts; text() makes one";
          case SPLIT, PART, LEFT, RIGHT, SUBSTRING, PAD_LEFT ->
              index > 0 || type == LogicalType.STRING ? null : "a text first; text() makes one";
          case YEAR, MONTH, DAY, DAYS_BETWEEN ->
              type == LogicalType.DATE || type == LogicalType.LOCAL_TIMESTAMP
                  ? null
                  : "dates; date() makes one";
          default -> null;
        };
    return wanted == null
        ? null
        : "'" + function + "' takes " + wanted + ", and this is " + Kinds.of(type);
  }

  /** What is wrong with two operands of known types; null if nothing is. */
  static @Nullable String wrong(Function function, LogicalType a, LogicalType b) {
    boolean alike = number(a) ? number(b) : a == b;
    return switch (function) {
      case ADD, EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST ->
          alike
              ? null
              : "'"
                  + function
                  + "' has "
                  + Kinds.of(a)
                  + " on its left and "
                  + Kinds.of(b)
                  + " on its right";
      default -> null;
    };
  }

  static boolean number(LogicalType type) {
    return type == LogicalType.INTEGER || type == LogicalType.DECIMAL || type == LogicalType.FLOAT;
  }

  /**
   * The type of the result.
   *
   * @param types those of the arguments that are not null constants
   */
  static @Nullable LogicalType result(Function function, List<@Nullable LogicalType> types) {
    return switch (function) {
      case EQUAL,
          NOT_EQUAL,
          LESS,
          AT_MOST,
          GREATER,
          AT_LEAST,
          AND,
          OR,
          NOT,
          IN,
          CONTAINS,
          STARTS_WITH,
          ENDS_WITH ->
          LogicalType.BOOLEAN;
      case ADD -> types.contains(LogicalType.STRING) ? LogicalType.STRING : sum(types);
      case SUBTRACT, MULTIPLY, REMAINDER, NEGATE, ABS ->
          types.stream().allMatch(type -> type == LogicalType.INTEGER)
              ? LogicalType.INTEGER
              : LogicalType.DECIMAL;
      case DIVIDE, POWER, NUMBER -> LogicalType.DECIMAL;
      case ROUND -> types.size() > 1 ? LogicalType.DECIMAL : LogicalType.INTEGER;
      case FLOOR, CEIL, LENGTH, YEAR, MONTH, DAY, DAYS_BETWEEN -> LogicalType.INTEGER;
      case TEXT,
          CONCAT,
          JOIN,
          PART,
          UPPER,
          LOWER,
          TRIM,
          LEFT,
          RIGHT,
          SUBSTRING,
          REPLACE,
          PAD_LEFT ->
          LogicalType.STRING;
      case SPLIT, LIST -> LogicalType.LIST;
      case DATE -> LogicalType.DATE;
      case ADD_DAYS -> types.isEmpty() ? null : types.get(0);
      case IF, COALESCE, MIN, MAX -> common(types);
    };
  }

  private static @Nullable LogicalType sum(List<@Nullable LogicalType> types) {
    // Two values of unknown type may be texts as well.
    return types.stream().allMatch(type -> type == null) ? null : common(types);
  }

  private static @Nullable LogicalType common(List<@Nullable LogicalType> types) {
    LogicalType common = null;
    for (LogicalType type : types) {
      if (type == null) {
        return null;
      }
      if (common == null || common == type) {
        common = type;
      } else if (number(common) && number(type)) {
        common = LogicalType.DECIMAL;
      } else {
        return null;
      }
    }
    return common == LogicalType.FLOAT ? LogicalType.DECIMAL : common;
  }
}
