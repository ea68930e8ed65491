package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a database makes digests of rows: MD5 of a text of the row, which Java makes just so. A
 * column takes part only if its text is exact.
 */
public abstract class DigestSql {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  /**
   * A column of a digest.
   *
   * @param sql an expression for its text
   * @param java the text of a value in read form that is not null
   */
  public record DigestColumn(String sql, Function<Object, String> java) {}

  DigestSql() {}

  /**
   * The text of a column; empty if it is not exact.
   *
   * @param column the quoted column
   */
  public abstract Optional<DigestColumn> text(ColumnMeta meta, String column);

  /** An expression for the text of a row: each value behind its length, {@code N} for null. */
  public abstract String row(List<String> texts);

  /** An expression for the number that the first hexadecimal digits of a text's MD5 make. */
  public abstract String number(String text, int digits);

  /** The part of a row's text for one value. */
  public static String part(String text) {
    return text.codePointCount(0, text.length()) + ":" + text;
  }

  /** The part of a row's text for null. */
  public static final String NULL = "N";

  static String number(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  static String scaled(Object value, int scale) {
    return value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal
        ? new BigDecimal(value.toString()).setScale(scale).toPlainString()
        : value.toString();
  }

  static String truth(Object value) {
    return value.equals(Boolean.TRUE) ? "1" : "0";
  }

  static String hex(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }

  static String micros(Object value) {
    if (value instanceof Instant instant) {
      return MICROS.format(instant.atOffset(ZoneOffset.UTC));
    }
    return value instanceof LocalDateTime time ? MICROS.format(time) : value.toString();
  }

  static String day(Object value) {
    return value instanceof LocalDate day ? day.toString() : value.toString();
  }
}
