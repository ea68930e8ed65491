package dev.syncline.http.catalog;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of data types mean: those of Oracle, of the SQL standard, and of JSON. All methods
 * are pure.
 */
final class DataTypes {
  private static final Pattern TYPE =
      Pattern.compile(
          "([a-z0-9_ ]*[a-z0-9_])\\s*(?:\\(\\s*(\\d+|\\*)[^,)]*(?:,\\s*(-?\\d+)\\s*)?\\))?(.*)");
  private static final int UNKNOWN = -1;

  private DataTypes() {}

  /** The field of a column; a type that nobody knows is a text. */
  static Field field(String name, String dataType, boolean nullable) {
    String text = dataType.strip().toLowerCase(Locale.ROOT);
    Matcher parts = TYPE.matcher(text);
    if (!parts.matches()) {
      return new Field(name, LogicalType.STRING, nullable, Limits.NONE);
    }
    int first = number(parts.group(2));
    int second = number(parts.group(3));
    String rest = parts.group(4) == null ? "" : parts.group(4);
    LogicalType type = type(parts.group(1).strip(), first, second, rest);
    return new Field(name, type, nullable, limits(type, first, second));
  }

  private static int number(String digits) {
    return digits == null || digits.equals("*") || digits.length() > 9
        ? UNKNOWN
        : Integer.parseInt(digits);
  }

  private static LogicalType type(String word, int precision, int scale, String rest) {
    return switch (word) {
      case "number" -> precision > 0 && scale <= 0 ? LogicalType.INTEGER : LogicalType.DECIMAL;
      case "integer", "int", "bigint", "smallint", "int2", "int4", "int8", "long integer" ->
          LogicalType.INTEGER;
      case "numeric", "decimal", "dec" ->
          precision > 0 && scale <= 0 ? LogicalType.INTEGER : LogicalType.DECIMAL;
      case "money" -> LogicalType.DECIMAL;
      case "float", "double", "double precision", "real", "binary_float", "binary_double" ->
          LogicalType.FLOAT;
      case "bool", "boolean" -> LogicalType.BOOLEAN;
      case "date" -> LogicalType.LOCAL_TIMESTAMP;
      case "day" -> LogicalType.DATE;
      case "time" -> LogicalType.TIME;
      case "timestamptz", "timestamp with time zone", "timestamp with local time zone", "instant" ->
          LogicalType.TIMESTAMP;
      case "timestamp", "datetime", "timestamp without time zone" ->
          rest.contains("time zone") && !rest.contains("without")
              ? LogicalType.TIMESTAMP
              : LogicalType.LOCAL_TIMESTAMP;
      case "object", "json", "jsonb", "map" -> LogicalType.OBJECT;
      case "array", "list" -> LogicalType.LIST;
      default -> LogicalType.STRING;
    };
  }

  private static Limits limits(LogicalType type, int first, int second) {
    return switch (type) {
      case STRING -> first > 0 ? Limits.length(first) : Limits.NONE;
      case DECIMAL -> first > 0 ? Limits.digits(first, Math.max(0, second)) : Limits.NONE;
      case INTEGER -> first > 0 ? Limits.NONE.withPrecision(first) : Limits.NONE;
      default -> Limits.NONE;
    };
  }
}
